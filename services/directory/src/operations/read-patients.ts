import type { Actor } from '@vardgraf/service-kit/actor';
import { readNow } from '@vardgraf/service-kit/clock';
import type { Database } from '@vardgraf/service-kit/postgres';
import { dayIn } from '../calendar/stockholm';
import { ageDecision } from '../domain/age-gate';
import { ageOn, type Day } from '../domain/calendar-day';
import { type Patient, type PatientView, viewOf } from '../domain/patient';
import { type CaseTie, type PatientAccess, patientAccess, type Reader } from '../domain/patient-access';
import { regionSettings, type RegionSettings } from '../settings/region-settings';
import { caseTies } from '../storage/case-access-store';
import { childrenOf, patientsByIds } from '../storage/patient-store';

/** Asks cases whether the caller has a relation to the patient that directory has not heard of yet; false when there is no answer. */
export type AskCases = (patientId: string) => Promise<boolean>;

/** Questions put to cases in one request, at most: a list of strangers is refused, not asked about one by one. */
const questionsPerRequest = 10;

/**
 * Profiles the actor may read, in the order of the ids; undefined for what does not exist or is not theirs to see (DIR-3, SAF-4).
 * Before staff are refused for lack of a relation, cases is asked once.
 */
export async function readPatients(db: Database, actor: Actor | undefined, ids: readonly string[], ask: AskCases): Promise<(PatientView | undefined)[]> {
  if (actor?.kind !== 'PATIENT' && actor?.kind !== 'STAFF') return ids.map(() => undefined);
  const reader = readerOf(actor);
  const patients = await patientsByIds(db, actor.regionId, ids);
  if (patients.length === 0) return ids.map(() => undefined);
  const settings = await regionSettings(db, actor.regionId);
  const today = dayIn(await readNow(db));
  const ties = reader.kind === 'STAFF' ? await caseTies(db, actor.regionId, patients.map((p) => p.id), reader) : [];
  let questions = questionsPerRequest;
  const views = await Promise.all(patients.map(async (patient) => {
    const access = accessTo(patient, reader, ties.filter((t) => t.patientId === patient.id), settings, today);
    if (access === 'NO') return undefined;
    if (access === 'NO_RELATION' && (questions-- <= 0 || !(await ask(patient.id)))) return undefined;
    return viewOf(patient, access === 'NO_RELATION' ? 'CASE' : access, ageOn(patient.birthDate, today));
  }));
  return ids.map((id) => views.find((view) => view?.patient.id === id.toLowerCase()));
}

/** The caller's children under the region's proxy limit, looked up now (SAF-4). Nobody else than a patient has any. */
export async function readMyChildren(db: Database, actor: Actor | undefined): Promise<PatientView[]> {
  if (actor?.kind !== 'PATIENT') return [];
  const children = await childrenOf(db, actor.regionId, actor.personId);
  const settings = await regionSettings(db, actor.regionId);
  const today = dayIn(await readNow(db));
  return children
    .filter((child) => accessTo(child, readerOf(actor), [], settings, today) === 'GUARDIAN')
    .map((child) => viewOf(child, 'GUARDIAN', ageOn(child.birthDate, today)));
}

function accessTo(patient: Patient, reader: Reader, cases: readonly CaseTie[], settings: RegionSettings, today: Day): PatientAccess {
  return patientAccess(reader, {
    patientId: patient.id, regionId: patient.regionId, age: ageDecision(patient.birthDate, today, settings.ageGates),
    guardianIds: patient.guardians.map((g) => g.guardianId), listedUnitId: patient.listedUnitId ?? undefined, cases,
  });
}

function readerOf(actor: Actor): Reader {
  if (actor.kind === 'PATIENT') return { kind: 'PATIENT', personId: actor.personId, regionId: actor.regionId };
  if (actor.kind !== 'STAFF') return { kind: 'OTHER' };
  return { kind: 'STAFF', personId: actor.personId, regionId: actor.regionId, unitIds: actor.commission.unitIds, role: actor.commission.role };
}

/**
 * Guardians of a patient whose profile the actor holds, the primary first. Staff see them all, as the profile of a child asks for (SAF-4);
 * a guardian sees only their own entry: the other one's contact is not theirs to read.
 */
export async function readGuardians(db: Database, actor: Actor | undefined, child: PatientView): Promise<{ view: PatientView; primary: boolean }[]> {
  const ties = child.patient.guardians.filter((g) => actor?.kind === 'STAFF' || (actor?.kind === 'PATIENT' && g.guardianId === actor.personId));
  if (ties.length === 0) return [];
  const profiles = await patientsByIds(db, child.patient.regionId, ties.map((g) => g.guardianId));
  const today = dayIn(await readNow(db));
  return ties.flatMap((tie) => {
    const profile = profiles.find((p) => p.id === tie.guardianId);
    const because = actor?.kind === 'PATIENT' ? 'SELF' : 'GUARDIAN_OF';
    return profile ? [{ view: viewOf(profile, because, ageOn(profile.birthDate, today)), primary: tie.primary }] : [];
  });
}
