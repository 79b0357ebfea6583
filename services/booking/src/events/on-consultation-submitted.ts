import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { receiveOutcome } from '../operations/receive-outcome';

/** What telephone triage hands over of a patient who is digital, to be booked, becomes a ticket (CON-2); without a ticket's id it is nothing to booking. */
export async function onConsultationSubmitted(tx: Tx, event: Envelope<'consultation.submitted'>): Promise<void> {
  const { data, regionId } = event;
  if (data.ticketId === null) return;
  const { ticketId, patientId, unitId, priority, urgencyRank, profession, physical, ageBand, sex, submittedAt } = data;
  await receiveOutcome(tx, {
    id: ticketId, source: 'TELEPHONE_TRIAGE', regionId, sessionId: null, complaintCode: null, patientId, unitId, priority, urgencyRank, profession,
    careLevel: physical ? 'PHYSICAL_PRIMARY' : 'DIGITAL_PRIMARY', ageBand, sex, tags: [], issuedAt: new Date(submittedAt),
  });
}
