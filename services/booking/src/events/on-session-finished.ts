import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { receiveOutcome } from '../operations/receive-outcome';

/** A session that ends bookable becomes a ticket (TRI-5); other outcomes are nothing to booking. Triage names the ticket; should it not, the session's id makes one and only one. */
export async function onSessionFinished(tx: Tx, event: Envelope<'session.finished'>): Promise<void> {
  const { data, regionId } = event;
  if (data.disposition !== 'BOOKABLE') return;
  const { sessionId, patientId, unitId, complaintCode, priority, urgencyRank, profession, careLevel, ageBand, sex, tags } = data;
  await receiveOutcome(tx, {
    id: data.ticketId ?? sessionId, source: 'TRIAGE', regionId, sessionId, patientId, unitId, complaintCode, priority, urgencyRank, profession, careLevel, ageBand, sex, tags,
    issuedAt: new Date(data.finishedAt),
  });
}
