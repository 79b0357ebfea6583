import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { keepPatientRelation } from '../operations/keep-relations';

/** Who may write and read for a child (SAF-4). */
export async function onPatientChanged(tx: Tx, { data: { patientId, guardianIds, proxyUntil }, version }: Envelope<'patient.changed'>): Promise<void> {
  await keepPatientRelation(tx, { patientId, guardianIds, proxyUntil }, version);
}
