import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { keepPatientRelation } from '../operations/keep-relations';

/** Who may act for the patient, and until when (SAF-4); what a case needs to know of them (CON-2), their fixed doctor (RDG-5). */
export async function onPatientChanged(tx: Tx, event: Envelope<'patient.changed'>): Promise<void> {
  const { patientId, listedUnitId, guardianIds, proxyUntil, birthDate, sex, protectedIdentity, language, fixedDoctorId } = event.data;
  await keepPatientRelation(tx, { patientId, regionId: event.regionId, listedUnitId, guardianIds, proxyUntil, birthDate, sex, protectedIdentity, language, fixedDoctorId }, event.version);
}
