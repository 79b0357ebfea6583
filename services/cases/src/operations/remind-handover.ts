import type { Tx } from '@vardgraf/service-kit/transaction';
import { overdueHandover } from '../domain/answer-handover';
import { loadCaseForUpdate, visibilityOf } from '../storage/case-store';
import { openHandoverOf, saveAnswer } from '../storage/handover-store';
import { scheduleHandoverReminder } from './schedule-timers';
import { handoverOverdue } from './handover-events';
import { recordChange } from './record-change';

/**
 * Tells, once, that a request has not been answered in time: its card says so, and the receiver is reminded and alerted (HND-1). The giver stays
 * responsible. Called when a timer says so, and decides anew under the case's lock.
 */
export async function remindHandover(tx: Tx, regionId: string, caseId: string): Promise<void> {
  const found = await loadCaseForUpdate(tx, regionId, caseId);
  const open = found && (await openHandoverOf(tx, caseId));
  if (!open) return;
  const overdue = overdueHandover(open, await tx.now());
  if (!overdue) return open.overdueAt === null ? scheduleHandoverReminder(tx, found, open.answerBy) : undefined;
  await saveAnswer(tx, overdue);
  await recordChange(tx, {
    before: found, after: found, visibility: await visibilityOf(tx, caseId), action: 'REMIND_HANDOVER', verb: 'remindHandover', event: handoverOverdue(found, overdue),
  });
}
