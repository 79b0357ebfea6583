import type { StaffActor } from '@vardgraf/service-kit/actor';
import { badInput } from '@vardgraf/service-kit/fault';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { dayIn } from '../calendar/stockholm';
import { ageOn, type Day } from '../domain/calendar-day';
import { type Patient, type PatientView, viewOf } from '../domain/patient';
import { insertPatient, patientByClient, patientByNumber } from '../storage/patient-store';
import { isActiveUnit } from '../storage/unit-store';
import { announcePatients } from './announce-people';
import { readPersonalNumber } from './read-personal-number';

export interface NewPatient {
  clientId: string;
  personalNumber: string;
  givenName: string;
  familyName: string;
  mobile: string | null;
  email: string | null;
  language: 'sv' | 'en';
  listedUnitId: string | null;
}

export type CreatePatientOutcome = { kind: 'CREATED' | 'EXISTS'; view: PatientView };

/**
 * Creates the profile of a person the region has none of (DIR-1). The same client id again gives the first profile, and changes nothing.
 * @throws Fault BAD_INPUT for a number that is none or tells no birth date, or a unit that is no health centre of the region
 */
export async function createPatient(db: Database, actor: StaffActor, input: NewPatient, requestId: string): Promise<CreatePatientOutcome> {
  return transact(db, actor, async (tx) => {
    const today = dayIn(await tx.now());
    const number = readPersonalNumber(input.personalNumber, 'input.personalNumber', today);
    if (!number.birthDate || number.birthDate > today) throw badInput('input.personalNumber', 'the number must tell a birth date that has been');
    if (input.listedUnitId && !(await isActiveUnit(tx, actor.regionId, input.listedUnitId, 'HEALTH_CENTRE'))) {
      throw badInput('input.listedUnitId', 'there is no such health centre in the region');
    }
    const patient = {
      id: v7(), regionId: actor.regionId, homeRegionId: actor.regionId, number: number.value, numberType: number.type,
      givenName: input.givenName, familyName: input.familyName, birthDate: number.birthDate, sex: number.sex, language: input.language,
      mobile: input.mobile, email: input.email, protectedIdentity: false, listedUnitId: input.listedUnitId, fixedDoctorId: null,
    };
    if (!(await insertPatient(tx, patient, actor.personId, input.clientId))) return existing(tx, actor, input.clientId, number.value, today, requestId);
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
