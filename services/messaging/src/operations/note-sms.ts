import type { Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { lineOf } from '../domain/message';
import { moveOf } from '../domain/moves';
import { oneAtATime, putSmsAside } from '../storage/early-sms-store';
import { tellsOf } from '../storage/message-store';
import { lockThreadOfCase } from '../storage/thread-store';
import { recordChange } from './record-change';

/** An SMS to the patient about a case. */
export interface SentSms {
  regionId: string;
  caseId: string;
  notificationId: string;
  sentAt: Date;
}

/** Notes the SMS as a line of the case's thread (VIS-1); before the conversation has begun it waits for it. The same one again changes nothing. */
export async function noteSms(tx: Tx, { regionId, caseId, notificationId, sentAt }: SentSms): Promise<void> {
  await oneAtATime(tx, caseId);
  const before = await lockThreadOfCase(tx, regionId, caseId);
  if (!before) return putSmsAside(tx, regionId, caseId, { notificationId, sentAt });
  const move = moveOf('SMS', before.phase);
  if (!move || (await tellsOf(tx, before.id, notificationId))) return;
  await recordChange(tx, {
    before, after: before, verb: 'noteSms', what: 'notification.sent', says: [lineOf({ id: v7(), event: move.line, cause: notificationId, sentAt })],
  });
}
