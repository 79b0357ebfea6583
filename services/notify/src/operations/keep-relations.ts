import type { Tx } from '@vardgraf/service-kit/transaction';
import { type CaseRelation, saveCaseRelation, saveRegionName, saveUnit, type UnitRow } from '../storage/relation-store';
import { saveStaff, type StaffCommissions } from '../storage/staff-store';

/** Keeps a unit's name, phones and neighbours. */
export async function keepUnit(tx: Tx, unit: UnitRow, version: number): Promise<void> {
  await saveUnit(tx, unit, version);
}

/** Keeps what the region's service is called towards patients. */
export async function keepRegionName(tx: Tx, regionId: string, serviceName: string, version: number): Promise<void> {
  await saveRegionName(tx, regionId, serviceName, version);
}

/** Keeps who answers for a case, and who has it. */
export async function keepCaseRelation(tx: Tx, relation: CaseRelation, version: number): Promise<void> {
  await saveCaseRelation(tx, relation, version);
}

/** Keeps who works where in which role. */
export async function keepStaff(tx: Tx, staff: StaffCommissions, version: number): Promise<void> {
  await saveStaff(tx, staff, version);
}
