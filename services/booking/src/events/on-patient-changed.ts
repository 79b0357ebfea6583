import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { keepPatient } from '../operations/keep-relations';

/** Who may act for the patient, until when, and whether the identity is protected (SAF-3, SAF-4). */
export async function onPatientChanged(tx: Tx, event: Envelope<'patient.changed'>): Promise<void> {
  const { patientId, birthDate, sex, homeRegionId, listedUnitId, protectedIdentity, guardianIds, proxyUntil, reachableBySms } = event.data;
  const patient = { id: patientId, regionId: event.regionId, birthDate, sex, homeRegionId, listedUnitId, protectedIdentity, guardianIds, proxyUntil, reachableBySms: reachableBySms ?? null };
  await keepPatient(tx, patient, event.version);
}
