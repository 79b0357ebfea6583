import type { PatientActor, StaffActor } from '@vardgraf/service-kit/actor';
import { type Database, read } from '@vardgraf/service-kit/postgres';
import type { CaseCard } from '../domain/card';
import type { Case } from '../domain/case';
import type { QueueViewer } from '../domain/case-access';
import { isCaseId } from '../domain/case-id';
import type { MyCase } from '../domain/my-case';
import type { PriorityScheme } from '../domain/priority-scheme';
import { regionSettings } from '../settings/region-settings';
import { cardsInNobodysList, cardsInQueue, cardsOf } from '../storage/card-store';
import type { HistoryEntry } from '../storage/case-store';
import { casesOfPerson, casesOfPersonById, hasOwnCase } from '../storage/my-case-store';
import { hasOpenedCaseOf, historiesOf, openedCases } from '../storage/opened-case-store';

export type HistoryLine = HistoryEntry;

/** One answer for each id, in the ids' order; null where there is none. */
async function byIds<T extends { id: string }>(ids: readonly string[], load: (known: string[]) => Promise<T[]>): Promise<(T | null)[]> {
  const found = new Map((await load(ids.filter(isCaseId))).map((item) => [item.id, item]));
  return ids.map((id) => found.get(id.toLowerCase()) ?? null);
}

/** Cards that the viewer sees in a queue now (DIR-3, RDG-3). */
export async function visibleCards(db: Database, viewer: QueueViewer, ids: readonly string[]): Promise<(CaseCard | null)[]> {
  return byIds(ids, (known) => cardsInQueue(db, viewer, known));
}

/** Cards of cases that the caller already has in hand. */
export async function cardsInHand(db: Database, regionId: string, ids: readonly string[]): Promise<(CaseCard | null)[]> {
  return byIds(ids, (known) => cardsOf(db, regionId, known));
}

/** Cases that the staff member has taken or opened (DIR-3). */
export async function readableCases(db: Database, actor: StaffActor, ids: readonly string[]): Promise<(Case | null)[]> {
  return byIds(ids, (known) => openedCases(db, readerOf(actor), known));
}

/** The cases' histories (QUE-12). */
export async function histories(db: Database, regionId: string, ids: readonly string[]): Promise<HistoryLine[][]> {
  const lines = await historiesOf(db, regionId, ids);
  return ids.map((id) => lines.filter((line) => line.caseId === id));
}

/** The caller's own cases and those of children under the limit (QUE-8, SAF-4). */
export async function myCases(db: Database, actor: PatientActor): Promise<MyCase[]> {
  return casesOfPerson(db, actor.regionId, actor.personId);
}

/** Those of the cases that are the caller's own or a child's. */
export async function myCasesById(db: Database, actor: PatientActor, ids: readonly string[]): Promise<(MyCase | null)[]> {
  return byIds(ids, (known) => casesOfPersonById(db, actor.regionId, actor.personId, known));
}

/** Whether the caller has a care relation to the patient through a case; staff through the very case, where one is named (DIR-3). */
export async function hasCaseAccess(db: Database, actor: StaffActor | PatientActor, patientId: string, caseId?: string): Promise<boolean> {
  if (actor.kind === 'PATIENT') return hasOwnCase(db, actor.regionId, actor.personId, patientId);
  return (caseId === undefined || isCaseId(caseId)) && hasOpenedCaseOf(db, readerOf(actor), patientId, caseId);
}

/** Open cases that nobody could take (SAF-5). */
export async function casesInNobodysList(db: Database, regionId: string): Promise<CaseCard[]> {
  return cardsInNobodysList(db, regionId);
}

/** The region's scheme as it is now, for labels. */
export async function schemeInForce(db: Database, regionId: string): Promise<PriorityScheme> {
  return (await regionSettings({ query: (sql, params) => read(db, sql, params) }, regionId)).scheme;
}

function readerOf(actor: StaffActor): { regionId: string; personId: string; unitIds: string[] } {
  return { regionId: actor.regionId, personId: actor.personId, unitIds: actor.commission.unitIds };
}
