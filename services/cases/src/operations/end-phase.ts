import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Case } from '../domain/case';
import { endPhase as decide, looksAfterPhaseAt } from '../domain/end-case';
import { loadCaseForUpdate, visibilityOf } from '../storage/case-store';
import { afterwards } from './case-events';
import { schedulePhaseEnd } from './schedule-timers';
import { recordChange } from './record-change';

/** The conversation's phase is over: the case closes itself, unless suicide risk is open; then it stays in its holder's list (VIS-4, SAF-1). */
export async function endPhase(tx: Tx, regionId: string, caseId: string): Promise<void> {
  const before = await loadCaseForUpdate(tx, regionId, caseId);
  if (before) await end(tx, before);
}

/**
 * A held case whose conversation has not said that the phase is over, a day after its end: it closes all the same when nothing is unread, and
 * looks again a day later otherwise (BEY-1). Called when a timer says so, and decides anew under the case's lock.
 */
export async function endForgottenPhase(tx: Tx, regionId: string, caseId: string): Promise<void> {
  const before = await loadCaseForUpdate(tx, regionId, caseId);
  const looksAt = before && looksAfterPhaseAt(before);
  if (!looksAt) return;
  const now = await tx.now();
  if (now < looksAt) return schedulePhaseEnd(tx, before, looksAt);
  if (before.unreadMessages > 0 || !(await end(tx, before))) schedulePhaseEnd(tx, before, new Date(now.getTime() + 86_400_000));
}

async function end(tx: Tx, before: Case): Promise<boolean> {
  const after = decide(before, await tx.now());
  if (!after) return false;
  await recordChange(tx, {
    before, after, visibility: await visibilityOf(tx, before.id), action: 'END_PHASE', reason: after.endReason!, verb: 'endPhase',
    event: { type: 'case.ended', data: { ...afterwards(after), staffId: after.takenBy!, reason: after.endReason! } },
  });
  tx.cancelTimers(before.id);
  return true;
}
