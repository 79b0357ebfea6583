import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Case } from '../domain/case';
import type { CaseAgeBand } from '../domain/codes';
import { guardiansNow, guardiansOfNow, lockCasesOfPatients } from '../storage/person-store';

/** Adults have no proxy (SAF-4). */
const adults: readonly CaseAgeBand[] = ['FROM_18_TO_64', 'FROM_65_TO_79', 'FROM_80'];

/**
 * Counts a change of each case in the own lists of its patient and of who may act for them, and hints it (LIV-2, QUE-8). The cases' rows are locked. A
 * work item is staff's list, not a case of the patient's; nor is what staff ask each other.
 */
export async function bumpPatients(tx: Tx, cases: readonly Pick<Case, 'id' | 'kind' | 'patientId' | 'ageBand'>[]): Promise<void> {
  const patients = cases.flatMap(({ id, kind, patientId, ageBand }) => (kind === 'MESSAGE' || kind === 'CONSULTATION' || patientId === null ? [] : [{ caseId: id, patientId, ageBand }]));
  const guardians = await guardiansOfNow(tx, [...new Set(patients.filter((p) => !adults.includes(p.ageBand)).map((p) => p.patientId))]);
  for (const { caseId, patientId } of patients) {
    for (const personId of [patientId, ...(guardians.get(patientId) ?? [])]) bump(tx, personId, caseId, true);
  }
}

/**
 * Counts what a change of guardians adds to the lists of some and takes from those of others (SAF-4). Where they change it locks the patient's cases: a
 * change of one of them is counted for those who may act after it, whichever of the two comes first.
 */
export async function bumpGuardians(tx: Tx, { regionId, patientId, guardianIds }: { regionId: string; patientId: string; guardianIds: string[] }, change: () => Promise<void>): Promise<void> {
  const before = await guardiansNow(tx, patientId);
  if (before.length === 0 && guardianIds.length === 0) return change();
  const caseIds = await lockCasesOfPatients(tx, regionId, [patientId]);
  await change();
  const after = await guardiansNow(tx, patientId);
  for (const caseId of caseIds) {
    for (const personId of before) if (!after.includes(personId)) bump(tx, personId, caseId, false);
    for (const personId of after) if (!before.includes(personId)) bump(tx, personId, caseId, true);
  }
}

/** Locks the cases of all of the patients that have, or are to have, somebody who may act for them, in the order in which cases are locked. */
export async function lockCasesOfFamilies(tx: Tx, regionId: string, patients: readonly { patientId: string; guardianIds: readonly string[] }[]): Promise<void> {
  const before = await guardiansOfNow(tx, patients.map(({ patientId }) => patientId));
  const families = patients.filter(({ patientId, guardianIds }) => guardianIds.length > 0 || (before.get(patientId) ?? []).length > 0);
  if (families.length > 0) await lockCasesOfPatients(tx, regionId, families.map(({ patientId }) => patientId));
}

function bump(tx: Tx, personId: string, caseId: string, visible: boolean): void {
  tx.bumpCounter(`patient.${personId}`, (seq) => ({ seq, caseId, visible }));
}
