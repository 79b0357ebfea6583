import type { SystemActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { dayIn } from '../calendar/stockholm';
import { ageDecision } from '../domain/age-gate';
import { type ContactPoint, contactPointOf } from '../domain/contact-point';
import { regionSettings } from '../settings/region-settings';
import { patientsByIds } from '../storage/patient-store';

/** Where a message reaches the patient now, in one reading (SAF-3); every reading is logged, the contact is not. Undefined when the region has no such patient. */
export async function readContactPoint(db: Database, actor: SystemActor, regionId: string, patientId: string, requestId: string): Promise<ContactPoint | undefined> {
  return transact(db, actor, async (tx) => {
    const [patient] = await patientsByIds(tx, regionId, [patientId]);
    tx.audit({ action: 'read', what: 'patient.contact-point', reason: patient ? 'FOUND' : 'NONE_FOUND', patientId: patient?.id, regionId, requestId });
    if (!patient) return undefined;
    const { ageGates } = await regionSettings(tx, regionId);
    const { underProxyLimit } = ageDecision(patient.birthDate, dayIn(await tx.now()), ageGates);
    const primary = patient.guardians.find((tie) => tie.primary);
    const [guardian] = underProxyLimit && primary ? await patientsByIds(tx, regionId, [primary.guardianId]) : [];
    return contactPointOf(patient, underProxyLimit, guardian);
  });
}
