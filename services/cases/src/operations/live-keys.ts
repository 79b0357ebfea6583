import type { LiveActor, PatientActor, StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { isCaseId } from '../domain/case-id';
import { caseSeq, type LiveKeys, myCaseKeys as readMine, queueKeys as readKeys, unitSeqs as readSeqs } from '../storage/live-key-store';
import type { QueueFilter } from '../storage/queue-store';
import { readableCases } from './read-case';

/** What of a queue the gateway asks; all of it where nothing is said. */
export interface QueueKeysQuestion {
  filter?: QueueFilter;
  /** Whose cases are 'mine'. */
  viewerId?: string | undefined;
  /** Only those of these. */
  among?: string[] | undefined;
}

/** The gateway's snapshot: the queue's number and the ids the token's role sees and the filter lets through; null for another unit than the token's (LIV-1). */
export async function queueKeys(db: Database, actor: LiveActor, unitId: string, { filter = {}, viewerId, among }: QueueKeysQuestion = {}): Promise<LiveKeys | null> {
  if (actor.unitId !== unitId) return null;
  return readKeys(db, { regionId: actor.regionId, unitId, role: actor.role, filter, viewerId: viewerId ?? null, among: among?.filter(isCaseId) ?? null });
}

/** The gateway's reconciliation: numbers of units of the token's region, which say nothing but that something happened. */
export async function unitSeqs(db: Database, actor: LiveActor, unitIds: readonly string[]): Promise<{ unitId: string; seq: number }[]> {
  return readSeqs(db, actor.regionId, [...new Set(unitIds)]);
}

/**
 * The gateway's snapshot of one case, for staff who have opened or taken it (LIV-2); null for all others, and for the id in another spelling, on
 * which no hint would come. The number is read first: a change in between comes as a hint as well.
 */
export async function caseKeys(db: Database, actor: StaffActor, caseId: string): Promise<LiveKeys | null> {
  const seq = await caseSeq(db, caseId);
  const [found] = await readableCases(db, actor, [caseId]);
  return found?.id === caseId ? { seq, caseIds: [caseId] } : null;
}

/** The gateway's snapshot of the caller's own list: own cases and those of children under the limit (LIV-2, QUE-8). */
export async function myCaseKeys(db: Database, actor: PatientActor): Promise<LiveKeys> {
  return readMine(db, actor.regionId, actor.personId);
}
