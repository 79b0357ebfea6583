import type { Tx } from '@vardgraf/service-kit/transaction';
import { caseStands } from '../storage/awaited-case-store';
import { type CaseAccess, saveCaseAccess, saveCaseWaiting } from '../storage/case-access-store';
import { type PatientRow, savePatient } from '../storage/patient-store';
import { type Interval, saveHours, saveUnit, type UnitRow } from '../storage/unit-store';

/** Keeps what directory says of a unit. */
export const keepUnit = (tx: Tx, unit: UnitRow, version: number): Promise<void> => saveUnit(tx, unit, version);

/** Keeps when a unit is open. */
export const keepHours = (tx: Tx, hours: { unitId: string; regionId: string; open: Interval[]; onCall: Interval[] }, version: number): Promise<void> => saveHours(tx, hours, version);

/** Keeps who a patient is to triage: age, sex, listing, guardians, gates. */
export const keepPatient = (tx: Tx, patient: PatientRow, version: number): Promise<void> => savePatient(tx, patient, version);

/** Keeps who has a case in hand, and that it stands. */
export async function keepCaseAccess(tx: Tx, access: CaseAccess, version: number): Promise<void> {
  await saveCaseAccess(tx, access, version);
  await caseStands(tx, access.caseId);
}

/** Keeps whether a case still waits: somebody has started it, or given it back (BEY-5). */
export const keepCaseWaiting = (tx: Tx, regionId: string, caseId: string, waiting: boolean): Promise<void> => saveCaseWaiting(tx, regionId, caseId, waiting);
