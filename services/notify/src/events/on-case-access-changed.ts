import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { keepCaseRelation } from '../operations/keep-relations';

/** Staff of the responsible unit may see what was sent about the case; who has it is told when the patient writes. */
export async function onCaseAccessChanged(tx: Tx, { regionId, version, data }: Envelope<'case.access-changed'>): Promise<void> {
  const { caseId, patientId, responsibleUnitId, takenBy } = data;
  if (patientId === null) return;
  await keepCaseRelation(tx, { caseId, regionId, patientId, responsibleUnitId, takenBy }, version);
}
