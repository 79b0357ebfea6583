import type { Tx } from '@vardgraf/service-kit/transaction';
import { answerConsultation as decide } from '../domain/answer-consultation';
import { waited } from '../domain/start-case';
import { loadCaseForUpdate, visibilityOf } from '../storage/case-store';
import { afterwards } from './case-events';
import { cancelTakeTimeout } from './schedule-timers';
import { recordChange } from './record-change';

/** Who has taken a consultation has written in its thread: the first answer meets its clock (CON-1, QUE-2); a later one changes nothing. */
export async function answerConsultation(tx: Tx, answer: { regionId: string; caseId: string; staffId: string; postedAt: Date }): Promise<void> {
  const found = await loadCaseForUpdate(tx, answer.regionId, answer.caseId);
  const after = found && decide(found, answer.staffId, answer.postedAt);
  if (!after) return;
  await recordChange(tx, {
    before: found, after, visibility: await visibilityOf(tx, found.id), action: 'ANSWER_CONSULTATION', verb: 'answerConsultation', by: { byKind: 'STAFF', byId: answer.staffId },
    event: { type: 'case.started', data: { ...afterwards(after), staffId: answer.staffId, startedAt: after.startedAt!.toISOString(), ...waited(after) } },
  });
  cancelTakeTimeout(tx, found.id);
}
