import type { PartnerActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import type { Patient } from '../domain/patient';
import { patientsByIds } from '../storage/patient-store';

export type PatientFacts = Pick<Patient, 'birthDate' | 'sex' | 'listedUnitId' | 'protectedIdentity'>;

/** What a case needs to know of a patient of the partner's region (CON-2); undefined when the region has none. Of a protected person not where they are listed (SAF-3). */
export async function readPatientFacts(db: Database, actor: PartnerActor, id: string): Promise<PatientFacts | undefined> {
  const [patient] = await patientsByIds(db, actor.regionId, [id]);
  if (!patient) return undefined;
  const { birthDate, sex, protectedIdentity } = patient;
  return { birthDate, sex, listedUnitId: protectedIdentity ? null : patient.listedUnitId, protectedIdentity };
}
