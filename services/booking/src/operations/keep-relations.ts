import type { Tx } from '@vardgraf/service-kit/transaction';
import type { SuicideRiskState } from '../domain/codes';
import type { UnitFacts } from '../domain/unit-choice';
import { isUnjudged } from '../domain/unjudged-risk';
import { type PatientRow, savePatient, saveStaff, type StaffCommissions } from '../storage/person-store';
import { type CaseRisk, saveRisk } from '../storage/risk-store';
import { saveUnit } from '../storage/unit-store';

/** Keeps where a ticket may be used, and what is switched off there (BOO-2, DIR-7). */
export async function keepUnit(tx: Tx, regionId: string, unit: UnitFacts, version: number): Promise<void> {
  await saveUnit(tx, regionId, unit, version);
}

/** Keeps who may act for a patient, and whether their identity is protected (SAF-3, SAF-4). */
export async function keepPatient(tx: Tx, patient: PatientRow, version: number): Promise<void> {
  await savePatient(tx, patient, version);
}

/** Keeps who works where, whose times there can be (BOO-1). */
export async function keepStaff(tx: Tx, staff: StaffCommissions, version: number): Promise<void> {
  await saveStaff(tx, staff, version);
}

/** Keeps whether the suicide risk of a case waits for who may judge it (SAF-1). */
export async function keepRisk(tx: Tx, { state, ...of }: Omit<CaseRisk, 'unjudged'> & { state: SuicideRiskState }, version: number): Promise<void> {
  await saveRisk(tx, { ...of, unjudged: isUnjudged(state) }, version);
}
