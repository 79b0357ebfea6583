import { setTimeout as sleep } from 'node:timers/promises';
import type { PatientActor } from '@vardgraf/service-kit/actor';
import { badInput, Fault } from '@vardgraf/service-kit/fault';
import { type Database, read } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { type Done, notFound, type Refused } from '../domain/outcome';
import { offered } from '../domain/offered';
import type { Pack } from '../domain/pack';
import { placeUnasked } from '../domain/place';
import type { Session } from '../domain/session';
import { regionSettings } from '../settings/region-settings';
import { type Patient, patientFor } from '../storage/patient-store';
import { earlierContacts, insertSession, sessionOfClient } from '../storage/session-store';
import { unitsOf } from '../storage/unit-store';
import { showCrisisCard } from './crisis-card';
import { currentPacks } from './packs';
import { type SessionView, viewOf } from './session-view';

export interface StartInput {
  clientId: string;
  complaintCode: string;
  patientId?: string | undefined;
  freeText?: string | undefined;
}

type Outcome = Done<SessionView> | Refused;

/** How long directory's event about a person who has just logged in for the first time is waited for. */
const waitMs = 1_000;
const pollMs = 100;

/**
 * Begins a session on the published content (TRI-3), or gives the one begun with the same clientId. Before any content is asked: the proxy limit (SAF-4),
 * protected identity (SAF-3), the age gate (TRI-8), the unit's and the region's switches.
 * @throws Fault BAD_INPUT for a complaint that is not offered to this person, INTERNAL when directory has not told who the caller is
 */
export async function startTriage(db: Database, actor: PatientActor, input: StartInput, requestId?: string): Promise<Outcome> {
  const patientId = input.patientId ?? actor.personId;
  if (patientId === actor.personId) await untilKnown(db, actor.personId);
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const patient = await patientFor(tx, actor.personId, patientId);
    if (!patient) return notFound;
    const before = await sessionOfClient(tx, actor.personId, input.clientId);
    if (before) return again(tx, actor, before);
    const refused = await refusal(tx, actor, patient);
    if (refused) return refused;
    const pack = await offeredPack(tx, patient, input.complaintCode);
    const session = await begun(tx, actor, patient, pack, input);
    if (!(await insertSession(tx, session))) return again(tx, actor, (await sessionOfClient(tx, actor.personId, input.clientId))!);
    tx.audit({ action: 'startTriage', what: 'session.started', patientId, requestId });
    return { is: 'DONE', it: await viewOf(tx, session) };
  });
}

/** The same session for the same client id, as long as the caller may act for its patient. */
async function again(tx: Tx, actor: PatientActor, session: Session): Promise<Outcome> {
  if (session.regionId !== actor.regionId || !(await patientFor(tx, actor.personId, session.patientId))) return notFound;
  return { is: 'DONE', it: await viewOf(tx, session) };
}

async function untilKnown(db: Database, personId: string): Promise<void> {
  for (let waited = 0; ; waited += pollMs) {
    if ((await read(db, 'SELECT 1 FROM patient WHERE id = $1', [personId])).length > 0) return;
    if (waited >= waitMs) throw new Fault('INTERNAL', 'directory has not told who the caller is');
    await sleep(pollMs);
  }
}

async function refusal(tx: Tx, actor: PatientActor, patient: Patient): Promise<Refused | undefined> {
  const settings = await regionSettings(tx, actor.regionId);
  if (patient.protectedIdentity && !settings.protectedIdentity.handled) return { is: 'PROTECTED_IDENTITY_NOT_HANDLED' };
  if (!patient.asProxy && !patient.maySeekCare) return { is: 'NOT_OLD_ENOUGH' };
  const fromOtherRegion = patient.homeRegionId !== actor.regionId;
  const off = { is: 'FUNCTION_OFF', function: 'TRIAGE_CHAT' } as const;
  if (fromOtherRegion && (settings.otherRegionsFrom === null || settings.otherRegionsFrom > stockholmDay(await tx.now()))) return off;
  const units = await unitsOf(tx, actor.regionId);
  const unit = placeUnasked(units, { listedUnitId: patient.listedUnitId, fromOtherRegion, needs: 'TRIAGE_CHAT' });
  return unit?.functionsOff.includes('TRIAGE_CHAT') ? off : undefined;
}

function stockholmDay(at: Date): string {
  return at.toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });
}

async function offeredPack(tx: Tx, patient: Patient, code: string): Promise<Pack> {
  const pack = offered(await currentPacks(tx), patient, 'sv').find((one) => one.id === code);
  if (!pack) throw badInput('input.complaintCode', 'a complaint that is offered to this person');
  return pack;
}

async function begun(tx: Tx, actor: PatientActor, patient: Patient, pack: Pack, input: StartInput): Promise<Session> {
  const session: Session = {
    id: v7(), regionId: actor.regionId, patientId: patient.id, actorId: actor.personId, clientId: input.clientId, complaintCode: pack.id,
    packId: pack.id, semver: pack.semver, sha256: pack.sha256, status: 'OPEN', freeText: input.freeText || null,
    ageDays: patient.ageDays, sex: patient.sex, earlierContacts: await earlierContacts(tx, patient.id, pack.id),
    outOfRegion: patient.homeRegionId !== actor.regionId, answers: [], screensSeen: 0, crisisCardShown: false, startedAt: await tx.now(),
    finishedAt: null, outcome: null, caseId: null, ticketId: null, version: 0,
  };
  return { ...session, crisisCardShown: showCrisisCard(session, pack) };
}
