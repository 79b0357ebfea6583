import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import type { Case, Visibility } from '../domain/case';
import { looksForMs, mayLook } from '../domain/looking';
import { type Done, notFound, notPermitted, type RefusedAs } from '../domain/outcome';
import { openStatuses } from '../domain/transitions';
import { loadCaseForUpdate, visibilityOf } from '../storage/case-store';
import { clearLooking, looksOverAt, saveLooking } from '../storage/looking-store';
import { scheduleLookingOver } from './schedule-timers';
import { bumpUnits } from './record-change';
import { lockVisible } from './visible-case';

/** Says that the caller still has the case before them, which they have opened or taken: colleagues see it for a minute (EXP-1). Opening itself was logged. */
export async function lookAtCase(db: Database, actor: StaffActor, caseId: string): Promise<Done | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED'>> {
  return transact(db, actor, async (tx): Promise<Done | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED'>> => {
    const seen = await lockVisible(tx, actor, caseId);
    if (!seen) return notFound;
    if (!mayLook(seen.found, actor.personId)) return notPermitted;
    await beginLooking(tx, seen.found, seen.visibility, actor.personId);
    return { is: 'DONE', case: seen.found };
  });
}

/** The person looks from now on, for a minute; hinted when they did not before. The case's row is locked. */
export async function beginLooking(tx: Tx, c: Case, visibility: readonly Visibility[], personId: string): Promise<void> {
  if (!openStatuses.includes(c.status)) return;
  const isNew = await saveLooking(tx, c.id, personId, new Date((await tx.now()).getTime() + looksForMs));
  scheduleLookingOver(tx, c, await looksOverAt(tx, c.id));
  if (isNew) bumpUnits(tx, c.id, visibility, visibility);
}

/** Whoever looks no longer is gone from the card, hinted. Called when a timer says so, and decides anew under the case's lock. */
export async function endLooking(tx: Tx, regionId: string, caseId: string): Promise<void> {
  const found = await loadCaseForUpdate(tx, regionId, caseId);
  if (!found) return;
  const gone = await clearLooking(tx, caseId);
  scheduleLookingOver(tx, found, await looksOverAt(tx, caseId));
  if (!gone || !openStatuses.includes(found.status)) return;
  const seenBy = await visibilityOf(tx, caseId);
  bumpUnits(tx, caseId, seenBy, seenBy);
}
