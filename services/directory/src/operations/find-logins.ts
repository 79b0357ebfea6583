import type { SystemActor } from '@vardgraf/service-kit/actor';
import { badInput } from '@vardgraf/service-kit/fault';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { dayIn } from '../calendar/stockholm';
import type { Login } from '../domain/login';
import type { Patient } from '../domain/patient';
import { patientByNumber } from '../storage/patient-store';
import { staffByHsaId } from '../storage/staff-store';
import { regionIds } from '../storage/unit-store';
import { loginOfPatient, loginOfStaff, type LoginView } from './login-views';
import { readPersonalNumber } from './read-personal-number';

/**
 * Whom a number or an HSA-id lets in: a profile for each region that knows the person, none when nobody does (DIR-2). Staff are found by HSA-id alone and
 * patients by number alone. Protection in one region counts in all, and each region's own setting says what follows (SAF-3). The question is logged, the identifier is not.
 * @throws Fault BAD_INPUT when the text is no such identifier
 */
export async function findLogins(db: Database, actor: SystemActor, kind: Login['kind'], identifier: string, requestId: string): Promise<LoginView[]> {
  return transact(db, actor, async (tx) => {
    const found = kind === 'STAFF' ? await staff(tx, identifier) : await patients(tx, identifier);
    for (const { login } of found) {
      tx.audit({ action: 'search', what: 'login.searched', reason: login.refusal ?? 'FOUND', regionId: login.regionId, requestId, ...(kind === 'PATIENT' && { patientId: login.personId }) });
    }
    return found;
  });
}

async function patients(tx: Tx, identifier: string): Promise<LoginView[]> {
  const { value } = readPersonalNumber(identifier, 'identifier', dayIn(await tx.now()));
  const profiles: Patient[] = [];
  for (const regionId of await regionIds(tx)) {
    const profile = await patientByNumber(tx, regionId, value);
    if (profile) profiles.push(profile);
  }
  // The other regions may not have heard of it yet.
  const protectedIdentity = profiles.some((patient) => patient.protectedIdentity);
  const views: LoginView[] = [];
  for (const patient of profiles) views.push(await loginOfPatient(tx, { ...patient, protectedIdentity }));
  return views;
}

async function staff(tx: Tx, identifier: string): Promise<LoginView[]> {
  if (!/^SE[0-9]{10}-[0-9A-Z]{1,20}$/i.test(identifier)) throw badInput('identifier', 'this is no HSA-id');
  const views: LoginView[] = [];
  for (const regionId of await regionIds(tx)) {
    const person = await staffByHsaId(tx, regionId, identifier.toUpperCase());
    if (person) views.push(await loginOfStaff(tx, person));
  }
  return views;
}
