import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { dayIn } from '../calendar/stockholm';
import { ageOn } from '../domain/calendar-day';
import { type PatientView, viewOf } from '../domain/patient';
import { patientByNumber } from '../storage/patient-store';
import { readPersonalNumber } from './read-personal-number';

/**
 * Searches the region's profiles by number (DIR-1). Every search is logged, also one that finds none; the number is not.
 * @throws Fault BAD_INPUT when the text is no number at all
 */
export async function findPatient(db: Database, actor: StaffActor, identifier: string, requestId: string): Promise<PatientView | undefined> {
  return transact(db, actor, async (tx) => {
    const today = dayIn(await tx.now());
    const number = readPersonalNumber(identifier, 'identifier', today);
    const patient = await patientByNumber(tx, actor.regionId, number.value);
    tx.audit({ action: 'search', what: 'patient.searched', reason: patient ? 'FOUND' : 'NONE_FOUND', patientId: patient?.id, requestId });
    return patient && viewOf(patient, 'SEARCH', ageOn(patient.birthDate, today));
  });
}
