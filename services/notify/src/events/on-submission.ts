import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { tellMoved, tellReceived, tellStatus } from '../operations/tell-partner';

/** A partner's submission is stored: its receipt (PAR-1, BEY-2). */
export async function onConsultationSubmitted(tx: Tx, { regionId, time, data }: Envelope<'consultation.submitted'>): Promise<void> {
  const { submissionId, partnerId, journeyId, caseId, ticketId, unitId, profession, reference = null } = data;
  await tellReceived(tx, { submissionId, regionId, partnerId, reference, journeyId, status: 'RECEIVED', caseId, ticketId, unitId, profession, outcome: null }, new Date(time));
}

/** It stands elsewhere. */
export async function onConsultationStatusChanged(tx: Tx, { regionId, time, data }: Envelope<'consultation.status-changed'>): Promise<void> {
  const { submissionId, partnerId, caseId, status, outcome = null } = data;
  await tellStatus(tx, { submissionId, regionId, partnerId, caseId, status, outcome }, new Date(time));
}

/** The visit that it became has another time, and may be at another unit. */
export async function onCaseRescheduled(tx: Tx, { regionId, time, data }: Envelope<'case.rescheduled'>): Promise<void> {
  await tellMoved(tx, regionId, data, new Date(time));
}
