import type { Tx } from '@vardgraf/service-kit/transaction';
import { type CaseAccess, saveCaseAccess } from '../storage/case-access-store';
import { type CaseHolder, type CaseKind, saveCaseKind, saveHolder, saveRisk } from '../storage/case-fact-store';
import { type PatientRelation, savePatientRelation, saveServiceName, saveStaffName } from '../storage/person-store';
import { saveUnitOfThread } from '../storage/thread-store';
import { saveHours, type UnitHours } from '../storage/unit-hours-store';

/** Keeps what a case is, and which conversation a work item belongs to. */
export const keepCaseKind = (tx: Tx, c: CaseKind): Promise<void> => saveCaseKind(tx, c);

/** Keeps whether suicide risk is open (SAF-1). */
export const keepRisk = (tx: Tx, caseId: string, open: boolean, version: number): Promise<void> => saveRisk(tx, caseId, open, version);

/** Keeps in which role a case is held. */
export const keepHolder = (tx: Tx, holder: CaseHolder, version: number): Promise<void> => saveHolder(tx, holder, version);

/** Keeps who has a case in hand, and which unit is responsible. */
export async function keepCaseAccess(tx: Tx, access: CaseAccess & { responsibleUnitId: string }, version: number): Promise<void> {
  if (await saveCaseAccess(tx, access, version)) await saveUnitOfThread(tx, access.regionId, access.caseId, access.responsibleUnitId);
}

/** Keeps who may act for a patient (SAF-4). */
export const keepPatientRelation = (tx: Tx, patient: PatientRelation, version: number): Promise<void> => savePatientRelation(tx, patient, version);

/** Keeps what a staff member is called. */
export const keepStaffName = (tx: Tx, staff: { staffId: string; displayName: string }, version: number): Promise<void> => saveStaffName(tx, staff, version);

/** Keeps what the service is called. */
export const keepServiceName = (tx: Tx, region: { regionId: string; serviceName: string }, version: number): Promise<void> => saveServiceName(tx, region, version);

/** Keeps when a unit is open. */
export const keepHours = (tx: Tx, hours: UnitHours, version: number): Promise<void> => saveHours(tx, hours, version);
