import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { answerConsultation } from '../operations/answer-consultation';
import { copyUnread } from '../operations/copy-facts';
import { hearPatient } from '../operations/hear-patient';
import { receiveMessage } from '../operations/receive-message';

/** What is unread stands on the card; what the patient writes after the visit is also work (MSG-1, VIS-4), and the first answer of a consultation meets its clock (CON-1). */
export async function onMessagePosted(tx: Tx, event: Envelope<'message.posted'>): Promise<void> {
  const { caseId, messageId, senderKind, senderId, phase, postedAt, unreadByStaff } = event.data;
  if (phase === 'ASYNCHRONOUS' && (senderKind === 'PATIENT' || senderKind === 'PROXY')) {
    await receiveMessage(tx, { regionId: event.regionId, messageId, caseId, senderId, postedAt: new Date(postedAt) });
  }
  if (senderKind === 'PATIENT' || senderKind === 'PROXY') await hearPatient(tx, event.regionId, caseId, new Date(postedAt));
  if (phase === 'CONSULTATION' && senderKind === 'STAFF') await answerConsultation(tx, { regionId: event.regionId, caseId, staffId: senderId!, postedAt: new Date(postedAt) });
  await copyUnread(tx, event.regionId, caseId, { unread: unreadByStaff, version: event.version });
}
