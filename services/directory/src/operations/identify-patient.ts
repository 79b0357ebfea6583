import type { PartnerActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { dayIn } from '../calendar/stockholm';
import type { Day } from '../domain/calendar-day';
import { canMeetDigitally } from '../domain/identify-patient';
import type { Patient } from '../domain/patient';
import { regionSettings } from '../settings/region-settings';
import { insertPatient, patientByNumber } from '../storage/patient-store';
import { announcePatients } from './announce-people';
import { type GivenPerson, newProfile } from './new-profile';
import { readPersonalNumber } from './read-personal-number';

type Identified = Pick<Patient, 'id' | 'birthDate' | 'mobile' | 'protectedIdentity'>;

export type IdentifyPatientOutcome =
  | { is: 'IDENTIFIED'; patientId: string; digital: boolean }
  | { is: 'PROTECTED_IDENTITY'; otherWays: { sv: string; en: string } };

/**
 * The region's patient with the number, made when there is none: the same number is the same patient, also when asked many times at once (CON-2, PAR-1).
 * A profile that exists is left as it is: a partner adds no contact point to it. A protected person is not handled where the
 * region says so, and the partner learns the other ways in (SAF-3). Every question is logged.
 * @throws Fault BAD_INPUT for a number that is none or tells no birth date, or a unit that is no health centre of the region
 */
export async function identifyPatient(db: Database, actor: PartnerActor, given: Omit<GivenPerson, 'email'>, requestId: string): Promise<IdentifyPatientOutcome> {
  return transact(db, actor, async (tx) => {
    const today = dayIn(await tx.now());
    const { patient, made } = await foundOrMade(tx, actor, { ...given, email: null }, today);
    const { ageGates, protectedIdentity, otherWays } = await regionSettings(tx, actor.regionId);
    const refused = patient.protectedIdentity && !protectedIdentity.handled;
    if (made) tx.audit({ action: 'create', what: 'patient.created', patientId: patient.id, requestId });
    else tx.audit({ action: 'search', what: 'patient.searched', reason: refused ? 'PROTECTED_IDENTITY' : 'FOUND', patientId: patient.id, requestId });
    if (refused) return { is: 'PROTECTED_IDENTITY', otherWays };
    return { is: 'IDENTIFIED', patientId: patient.id, digital: canMeetDigitally(patient, today, ageGates) };
  });
}

/** Who loses the race for the number waits for the winner's commit, and then finds the winner's profile. */
async function foundOrMade(tx: Tx, actor: PartnerActor, given: GivenPerson, today: Day): Promise<{ patient: Identified; made: boolean }> {
  const number = readPersonalNumber(given.personalNumber, 'input.personalNumber', today);
  const known = await patientByNumber(tx, actor.regionId, number.value);
  if (known) return { patient: known, made: false };
  const profile = await newProfile(tx, actor.regionId, given, today);
  if (!(await insertPatient(tx, profile, actor.clientId, null))) return { patient: (await patientByNumber(tx, actor.regionId, number.value))!, made: false };
  await announcePatients(tx, actor.regionId, [profile.id]);
  return { patient: profile, made: true };
}
