import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { noteConsultation } from '../operations/note-consultation';

/** A session that telephone triage finished for a patient who cannot be met digitally has its case (CON-2). */
export async function onConsultationSubmitted(tx: Tx, event: Envelope<'consultation.submitted'>): Promise<void> {
  const { journeyId, patientId, caseId } = event.data;
  await noteConsultation(tx, { regionId: event.regionId, journeyId, patientId, caseId });
}
