import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { dropMessageNotice, planMessageNotice } from '../operations/plan-message-notice';

/** Staff have written in the asynchronous phase: the patient is told. In a visit both are there. */
export async function onMessagePosted(tx: Tx, { regionId, data }: Envelope<'message.posted'>): Promise<void> {
  if (data.senderKind !== 'STAFF' || data.phase !== 'ASYNCHRONOUS') return;
  const { threadId, messageId, caseId, patientId } = data;
  await planMessageNotice(tx, { regionId, threadId, messageId, caseId, patientId, postedAt: new Date(data.postedAt) });
}

/** The patient has read: what waits for the morning need not be sent. */
export async function onThreadRead(tx: Tx, { regionId, data }: Envelope<'thread.read'>): Promise<void> {
  if (data.readerKind === 'PATIENT' || data.readerKind === 'PROXY') await dropMessageNotice(tx, regionId, data.threadId);
}
