import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { noteSubmission } from '../operations/compare-triage';

export async function onConsultationSubmitted(tx: Tx, event: Envelope<'consultation.submitted'>): Promise<void> {
  const { patientId, journeyId, caseId, submittedAt } = event.data;
  await noteSubmission(tx, { patientId, journeyId, caseId, at: new Date(submittedAt) });
}
