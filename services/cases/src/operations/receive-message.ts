import type { Tx } from '@vardgraf/service-kit/transaction';
import { knownFrom, messageClock } from '../domain/handling-time';
import { answeringRole, caseOfMessage } from '../domain/receive-message';
import { openStatuses } from '../domain/transitions';
import { loadCaseForUpdate, openMessageItemOf } from '../storage/case-store';
import { openIntervals } from '../storage/open-interval-store';
import { admitCase } from './admit-case';
import { placedAt } from './placed-at';

/** A message that the patient, or a guardian, wrote after the visit. */
export interface LateMessage {
  regionId: string;
  messageId: string;
  caseId: string;
  postedAt: Date;
  /** Who wrote. */
  senderId: string | null;
}

/**
 * What the patient writes after the visit becomes a work item for the role that held it, at the case's unit (QUE-1, VIS-4): one for all that is
 * written until somebody has dealt with it. Also when the case has ended meanwhile: nothing accepted is lost (SAF-5).
 * @throws Error when the case is not here; the event waits as a dead letter
 */
export async function receiveMessage(tx: Tx, message: LateMessage): Promise<void> {
  const linked = await loadCaseForUpdate(tx, message.regionId, message.caseId);
  if (!linked) throw new Error('a message was written in a case that is not here');
  if (await openMessageItemOf(tx, message.regionId, linked.id, openStatuses)) return;
  const hours = await openIntervals(tx, message.regionId, linked.unitId, knownFrom(message.postedAt));
  const clock = messageClock(message.postedAt, hours);
  const opened = caseOfMessage(linked, message, { clock, noOneInRole: false });
  const { noOneInRole, visibility } = await placedAt(tx, { ...opened, profession: answeringRole(linked) });
  await admitCase(tx, { opened: { ...opened, noOneInRole }, visibility, alert: false, verb: 'receiveMessage', by: { byKind: 'PATIENT', byId: message.senderId } });
}
