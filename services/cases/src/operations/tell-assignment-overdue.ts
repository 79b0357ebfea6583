import type { Tx } from '@vardgraf/service-kit/transaction';
import { seenWhenOverdue, tellsOverdueAt } from '../domain/assignment-overdue';
import { loadCaseForUpdate, visibilityOf } from '../storage/case-store';
import { submissionOfCaseForUpdate } from '../storage/submission-store';
import { neighboursOf } from '../storage/unit-store';
import { afterwards } from './case-events';
import { scheduleAssignmentOverdue } from './schedule-timers';
import { tellSubmitterOverdue } from './follow-submission';
import { recordChange } from './record-change';

/**
 * Tells, once, that the time of an assignment from telephone triage has passed and no clinician has started: the phones of its unit and of the hubs
 * ring, the hubs see it, and the submitter learns it live (BEY-2). Its clock and its holder stay. Called when a timer says so, and decides anew under
 * the case's lock.
 */
export async function tellAssignmentOverdue(tx: Tx, regionId: string, caseId: string): Promise<void> {
  const found = await loadCaseForUpdate(tx, regionId, caseId);
  const overdueAt = found ? tellsOverdueAt(found) : null;
  if (!found || !overdueAt) return;
  const now = await tx.now();
  if (overdueAt > now) return scheduleAssignmentOverdue(tx, found);
  const submission = await submissionOfCaseForUpdate(tx, regionId, caseId);
  if (!submission || submission.overdueAt !== null) return;
  const { hubs } = await neighboursOf(tx, regionId, found.unitId);
  await recordChange(tx, {
    before: found, after: found, visibility: await visibilityOf(tx, caseId), added: seenWhenOverdue(hubs), action: 'TELL_OVERDUE', verb: 'tellAssignmentOverdue',
    event: { type: 'case.assignment-overdue', data: { ...afterwards(found), dueAt: overdueAt.toISOString(), alarmUnitIds: [found.unitId, ...hubs] } },
  });
  await tellSubmitterOverdue(tx, submission, now);
}
