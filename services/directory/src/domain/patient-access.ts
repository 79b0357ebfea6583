import type { AgeDecision } from './age-gate';
import { patientFacingRoles, type StaffRole } from './staff-role';

/** Who wants to read a patient. */
export type Reader =
  | { kind: 'PATIENT'; personId: string; regionId: string }
  | { kind: 'STAFF'; personId: string; regionId: string; unitIds: readonly string[]; role: StaffRole }
  | { kind: 'OTHER' };

/** What directory itself knows of a patient's ties. */
export interface PatientTies {
  patientId: string;
  regionId: string;
  age: AgeDecision;
  guardianIds: readonly string[];
  listedUnitId: string | undefined;
  cases: readonly CaseTie[];
}

/** One case of the patient, as cases told last. */
export interface CaseTie {
  open: boolean;
  responsibleUnitId: string;
  takenBy: string | undefined;
  participants: readonly string[];
}

/** Why the reader may read; NO_RELATION may still be answered by cases, which knows for how long and in which commission who took or opened a case reads on. NO may not. */
export type PatientAccess = 'SELF' | 'GUARDIAN' | 'LISTED' | 'CASE' | 'NO_RELATION' | 'NO';

/**
 * Whether the reader may read the patient, and why (DIR-3, SAF-4).
 * Units that only see an escalated card have no relation until they take or open the case (RDG-3).
 */
export function patientAccess(reader: Reader, patient: PatientTies): PatientAccess {
  if (reader.kind === 'OTHER' || reader.regionId !== patient.regionId) return 'NO';
  if (reader.kind === 'PATIENT') {
    if (reader.personId === patient.patientId) return patient.age.mayLogIn ? 'SELF' : 'NO';
    return patient.age.underProxyLimit && patient.guardianIds.includes(reader.personId) ? 'GUARDIAN' : 'NO';
  }
  if (!patientFacingRoles.includes(reader.role)) return 'NO';
  if (patient.cases.some((c) => caseGives(reader, c))) return 'CASE';
  return patient.listedUnitId !== undefined && reader.unitIds.includes(patient.listedUnitId) ? 'LISTED' : 'NO_RELATION';
}

function caseGives(reader: { unitIds: readonly string[] }, tie: CaseTie): boolean {
  return tie.open && reader.unitIds.includes(tie.responsibleUnitId);
}

/**
 * Whether where-to-find facts (contact, listing, guardians) are withheld from this reader.
 * A protected person's whereabouts follow from them, so only the person and a guardian read them (SAF-3).
 */
export function hidesWhereabouts(protectedIdentity: boolean, access: PatientAccess | 'SEARCH' | 'GUARDIAN_OF'): boolean {
  return protectedIdentity && access !== 'SELF' && access !== 'GUARDIAN';
}
