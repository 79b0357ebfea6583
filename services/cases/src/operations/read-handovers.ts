import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { isCaseId } from '../domain/case-id';
import type { Handover } from '../domain/handover';
import { handoversById, handoversOfCases, handoversToAnswer, openHandoversAt, type ReadHandover } from '../storage/handover-store';

export type HandoverRead = ReadHandover;

/** Requests that wait for an answer, asked of the unit or by it (HND-1); null when the unit is not of the caller's commission. */
export async function openHandovers(db: Database, actor: StaffActor, unitId: string): Promise<HandoverRead[] | null> {
  return actor.commission.unitIds.includes(unitId) ? openHandoversAt(db, readerOf(actor), unitId) : null;
}

/** Requests that the caller may answer, those to be answered soonest first (QUE-13). */
export async function handoversWaiting(db: Database, actor: StaffActor): Promise<HandoverRead[]> {
  return handoversToAnswer(db, readerOf(actor));
}

/** One answer for each id, in the ids' order; null for what the caller has no part in. */
export async function readableHandovers(db: Database, actor: StaffActor, ids: readonly string[]): Promise<(HandoverRead | null)[]> {
  const found = await handoversById(db, readerOf(actor), ids.filter(isCaseId));
  return ids.map((id) => found.find((h) => h.id === id.toLowerCase()) ?? null);
}

/** Every request of each case, newest first, for who has the cases in hand. */
export async function handoversOf(db: Database, regionId: string, caseIds: readonly string[]): Promise<Handover[][]> {
  const found = await handoversOfCases(db, regionId, caseIds);
  return caseIds.map((id) => found.filter((h) => h.caseId === id));
}

function readerOf(actor: StaffActor): { regionId: string; personId: string; unitIds: readonly string[]; role: string } {
  return { regionId: actor.regionId, personId: actor.personId, unitIds: actor.commission.unitIds, role: actor.commission.role };
}
