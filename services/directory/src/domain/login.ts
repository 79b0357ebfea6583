import { ageDecision, type AgeGates } from './age-gate';
import type { Day } from './calendar-day';
import type { Patient } from './patient';
import type { Commission, StaffMember } from './staff-member';

/** Why somebody whom the directory knows may not log in. */
export type LoginRefusal = 'PROTECTED_IDENTITY' | 'UNDER_AGE' | 'NO_COMMISSION';

/** A profile that a person may log in as. */
export interface Login {
  kind: 'PATIENT' | 'STAFF';
  personId: string;
  regionId: string;
  language: 'sv' | 'en';
  refusal: LoginRefusal | null;
  commissions: Commission[];
}

/** What a region says of log-in: its ages, and whether it handles people with protected identity digitally. */
export interface LoginRules {
  ageGates: AgeGates;
  protectedIdentity: { handled: boolean };
}

/** A patient's way in: not under protected identity where the region does not handle it digitally (SAF-3), and not under the region's own log-in age (TRI-8). */
export function patientLogin(patient: Pick<Patient, 'id' | 'regionId' | 'language' | 'birthDate' | 'protectedIdentity'>, today: Day, rules: LoginRules): Login {
  const underAge = !ageDecision(patient.birthDate, today, rules.ageGates).mayLogIn;
  const closed = patient.protectedIdentity && !rules.protectedIdentity.handled;
  const refusal = closed ? 'PROTECTED_IDENTITY' : underAge ? 'UNDER_AGE' : null;
  return { kind: 'PATIENT', personId: patient.id, regionId: patient.regionId, language: patient.language, refusal, commissions: [] };
}

/** A staff member's way in: with one of the commissions that hold now (DIR-2). */
export function staffLogin(staff: Pick<StaffMember, 'id' | 'regionId' | 'active' | 'commissions'>): Login {
  const commissions = staff.active ? staff.commissions.filter(({ unitIds }) => unitIds.length > 0) : [];
  return { kind: 'STAFF', personId: staff.id, regionId: staff.regionId, language: 'sv', refusal: commissions.length === 0 ? 'NO_COMMISSION' : null, commissions };
}
