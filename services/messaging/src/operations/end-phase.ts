import type { Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { endPhase as decide } from '../domain/end-phase';
import { lineOf } from '../domain/message';
import { moved } from '../domain/moves';
import { isRiskOpen } from '../storage/case-fact-store';
import { lockThread } from '../storage/thread-store';
import { schedulePhaseEnd } from './phase-timer';
import { recordChange, where } from './record-change';

/**
 * Ends the asynchronous phase whose time has come, unless the patient has written what no staff member has read or suicide risk is open: then it is
 * looked at again a day later (VIS-4). Called when a timer says so, and decides anew under the thread's lock.
 */
export async function endPhase(tx: Tx, regionId: string, threadId: string): Promise<void> {
  const before = await lockThread(tx, regionId, threadId);
  if (!before) return;
  const now = await tx.now();
  const decided = decide(before, await isRiskOpen(tx, before.caseId), now);
  if (decided.is === 'KEPT_OPEN') return schedulePhaseEnd(tx, before, decided.lookAgainAt);
  if (decided.is === 'NOT_DUE') return;
  const after = moved(before, decided.move, null);
  await recordChange(tx, {
    before, after, verb: 'endPhase', what: 'phase.ended', says: [lineOf({ id: v7(), event: decided.move.line, sentAt: now })],
    event: { type: 'phase.ended', data: { ...where(after), endedAt: now.toISOString() } },
  });
}
