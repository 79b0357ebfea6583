import type { Day } from './calendar-day';
import type { IdentifierType, Sex } from './identifier';
import { hidesWhereabouts, type PatientAccess } from './patient-access';

export interface GuardianTie {
  guardianId: string;
  primary: boolean;
}

/** A person's profile in one region. */
export interface Patient {
  id: string;
  regionId: string;
  homeRegionId: string;
  number: string;
  numberType: IdentifierType;
  givenName: string;
  familyName: string;
  birthDate: Day;
  sex: Sex;
  language: 'sv' | 'en';
  mobile: string | null;
  email: string | null;
  protectedIdentity: boolean;
  listedUnitId: string | null;
  fixedDoctorId: string | null;
  guardians: GuardianTie[];
  version: number;
}

/** Why somebody holds the profile in hand: a relation, a search by number (logged as one), or as guardian of a patient in hand. */
export type ShownBecause = Exclude<PatientAccess, 'NO' | 'NO_RELATION'> | 'SEARCH' | 'GUARDIAN_OF';

/** What one reader gets of a profile. */
export interface PatientView {
  patient: Patient;
  because: ShownBecause;
  name: string;
  ageYears: number;
}

/** The profile as this reader may see it: of a protected person nothing that tells where they are (SAF-3). */
export function viewOf(patient: Patient, because: ShownBecause, ageYears: number): PatientView {
  const hidden = hidesWhereabouts(patient.protectedIdentity, because);
  const shown = hidden ? { ...patient, mobile: null, email: null, listedUnitId: null, fixedDoctorId: null, guardians: [] } : patient;
  return { patient: shown, because, name: `${patient.givenName} ${patient.familyName}`, ageYears };
}
