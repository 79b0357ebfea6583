import type { Actor, PartnerActor, PatientActor, StaffActor } from '@vardgraf/service-kit/actor';
import { readNow } from '@vardgraf/service-kit/clock';
import type { Database } from '@vardgraf/service-kit/postgres';
import { dayIn } from '../calendar/stockholm';
import { ageDecision } from '../domain/age-gate';
import { patientsByIds } from '../storage/patient-store';
import { staffByIds } from '../storage/staff-store';
import { readRegions, type RegionSettings } from './read-organisation';

/** The caller as the token says, with what directory knows of them. */
export interface Caller {
  actor: PatientActor | StaffActor | PartnerActor;
  region: RegionSettings;
  name: string | undefined;
  /** Patients only. */
  gate: { mayLogIn: boolean; maySeekCare: boolean } | undefined;
}

/** Who calls; undefined without a token, for the live gateway, and where the token's region is none of this installation's. */
export async function readMe(db: Database, actor: Actor | undefined): Promise<Caller | undefined> {
  if (actor?.kind !== 'PATIENT' && actor?.kind !== 'STAFF' && actor?.kind !== 'PARTNER') return undefined;
  const [region] = await readRegions(db, [actor.regionId]);
  if (!region) return undefined;
  if (actor.kind === 'PARTNER') return { actor, region, name: undefined, gate: undefined };
  if (actor.kind === 'STAFF') {
    const [person] = await staffByIds(db, actor.regionId, [actor.personId]);
    return { actor, region, name: person?.displayName, gate: undefined };
  }
  const [patient] = await patientsByIds(db, actor.regionId, [actor.personId]);
  if (!patient) return { actor, region, name: undefined, gate: undefined };
  return { actor, region, name: `${patient.givenName} ${patient.familyName}`, gate: ageDecision(patient.birthDate, dayIn(await readNow(db)), region.ageGates) };
}
