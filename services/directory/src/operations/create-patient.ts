import type { StaffActor } from '@vardgraf/service-kit/actor';
import { badInput } from '@vardgraf/service-kit/fault';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { dayIn } from '../calendar/stockholm';
import { ageOn, type Day } from '../domain/calendar-day';
import { type Patient, type PatientView, viewOf } from '../domain/patient';
import { insertPatient, patientByClient, patientByNumber } from '../storage/patient-store';
import { announcePatients } from './announce-people';
import { type GivenPerson, newProfile } from './new-profile';

export interface NewPatient extends GivenPerson {
  clientId: string;
}

export type CreatePatientOutcome = { kind: 'CREATED' | 'EXISTS'; view: PatientView };

/**
 * Creates the profile of a person the region has none of (DIR-1). The same client id again gives the first profile, and changes nothing.
 * @throws Fault BAD_INPUT for a number that is none or tells no birth date, or a unit that is no health centre of the region
 */
export async function createPatient(db: Database, actor: StaffActor, input: NewPatient, requestId: string): Promise<CreatePatientOutcome> {
  return transact(db, actor, async (tx) => {
    const today = dayIn(await tx.now());
    const patient = await newProfile(tx, actor.regionId, input, today);
    if (!(await insertPatient(tx, patient, actor.personId, input.clientId))) return existing(tx, actor, input.clientId, patient.number, today, requestId);
    await announcePatients(tx, actor.regionId, [patient.id]);
    tx.audit({ action: 'create', what: 'patient.created', patientId: patient.id, requestId });
    return { kind: 'CREATED', view: view({ ...patient, guardians: [], version: 1 }, today) };
  });
}

/** The insert found the client id or the number taken. Telling of a profile is a look at it, and logged. */
async function existing(tx: Tx, actor: StaffActor, clientId: string, number: string, today: Day, requestId: string): Promise<CreatePatientOutcome> {
  const first = await patientByClient(tx, actor.regionId, actor.personId, clientId);
  if (first) {
    tx.audit({ action: 'read', what: 'patient.read', reason: 'SEARCH', patientId: first.id, requestId });
    return { kind: 'CREATED', view: view(first, today) };
  }
  const other = await patientByNumber(tx, actor.regionId, number);
  if (!other) throw badInput('input.clientId', 'used before in another region');
  tx.audit({ action: 'search', what: 'patient.searched', reason: 'FOUND', patientId: other.id, requestId });
  return { kind: 'EXISTS', view: view(other, today) };
}

function view(patient: Patient, today: Day): PatientView {
  return viewOf(patient, 'SEARCH', ageOn(patient.birthDate, today));
}
