import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { keepPatient } from '../operations/keep-relations';

/** Who may seek care for whom, and what the evaluator needs of them: age and sex. */
export async function onPatientChanged(tx: Tx, event: Envelope<'patient.changed'>): Promise<void> {
  const { patientId: id, birthDate, sex, homeRegionId, listedUnitId, protectedIdentity, guardianIds, maySeekCareFrom, proxyUntil } = event.data;
  await keepPatient(tx, { id, regionId: event.regionId, birthDate, sex, homeRegionId, listedUnitId, protectedIdentity, guardianIds, maySeekCareFrom, proxyUntil }, event.version);
}
