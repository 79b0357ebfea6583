import type { Tx } from '@vardgraf/service-kit/transaction';
import { type PatientRelation, savePatientRelation, saveStaff, type StaffCommissions } from '../storage/person-store';
import { bumpGuardians } from './bump-patients';
import { endShiftsWithoutCommission } from './end-shift';
import { lookAtReservations } from './first-refusal';

/** Keeps who may act for a patient, whose cases come into the lists of new guardians and leave those of former ones (SAF-4, LIV-2). */
export async function keepPatientRelation(tx: Tx, patient: PatientRelation, version: number): Promise<void> {
  await bumpGuardians(tx, patient, () => savePatientRelation(tx, patient, version));
}

/** Keeps whose lists there are (SAF-5); who has left is no longer on shift (QUE-10), and keeps no case from others (RDG-5). */
export async function keepStaff(tx: Tx, staff: StaffCommissions, version: number): Promise<void> {
  await saveStaff(tx, staff, version);
  await endShiftsWithoutCommission(tx, staff.regionId, staff.staffId);
  await lookAtReservations(tx, staff.regionId, staff.staffId);
}
