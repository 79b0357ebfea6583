import type { LiveActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { queueKeys as readKeys, unitSeqs as readSeqs } from '../storage/queue-store';

/** The gateway's snapshot: the queue's number and the ids the token's role sees; null for another unit than the token's (LIV-1). */
export async function queueKeys(db: Database, actor: LiveActor, unitId: string): Promise<{ seq: number; caseIds: string[] } | null> {
  if (actor.unitId !== unitId) return null;
  return readKeys(db, { regionId: actor.regionId, unitId, role: actor.role });
}

/** The gateway's reconciliation: numbers of units of the token's region, which say nothing but that something happened. */
export async function unitSeqs(db: Database, actor: LiveActor, unitIds: readonly string[]): Promise<{ unitId: string; seq: number }[]> {
  return readSeqs(db, actor.regionId, [...new Set(unitIds)]);
}
