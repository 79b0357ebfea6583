import type { Tx } from '@vardgraf/service-kit/transaction';
import { type PatientRelation, savePatientRelation, saveStaff, type StaffCommissions } from '../storage/person-store';

/** Keeps who may act for a patient (SAF-4). */
export async function keepPatientRelation(tx: Tx, patient: PatientRelation, version: number): Promise<void> {
  await savePatientRelation(tx, patient, version);
}

/** Keeps whose lists there are (SAF-5). */
export async function keepStaff(tx: Tx, staff: StaffCommissions, version: number): Promise<void> {
  await saveStaff(tx, staff, version);
}
