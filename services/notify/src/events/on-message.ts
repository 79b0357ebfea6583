import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { tellMessagesRead, tellPatientMessage } from '../operations/tell-of-case';
import { tellConsultationAnswered } from '../operations/tell-of-consultation';
import { dropMessageNotice, planMessageNotice } from '../operations/plan-message-notice';

/** Staff have written in the asynchronous phase: the patient is told. In a visit both are there. What comes to staff is told them (NOT-5). */
export async function onMessagePosted(tx: Tx, { regionId, time, data }: Envelope<'message.posted'>): Promise<void> {
  const { threadId, messageId, caseId, patientId, senderKind, phase } = data;
  const at = new Date(time);
  if (senderKind === 'PATIENT' || senderKind === 'PROXY') await tellPatientMessage(tx, { regionId, caseId, at }, messageId);
  if (senderKind !== 'STAFF') return;
  if (phase === 'CONSULTATION') await tellConsultationAnswered(tx, { regionId, consultationId: caseId, at }, messageId, data.senderId);
  if (phase === 'ASYNCHRONOUS' && patientId !== null) await planMessageNotice(tx, { regionId, threadId, messageId, caseId, patientId, postedAt: new Date(data.postedAt) });
}

/** Who has read: what waits for a patient's morning need not be sent, and staff have seen what they were told. */
export async function onThreadRead(tx: Tx, { regionId, time, data }: Envelope<'thread.read'>): Promise<void> {
  if (data.readerKind === 'PATIENT' || data.readerKind === 'PROXY') await dropMessageNotice(tx, regionId, data.threadId);
  if (data.readerKind === 'STAFF') await tellMessagesRead(tx, { regionId, caseId: data.caseId, at: new Date(time) }, data.readerId);
}
