import { setTimeout as sleep } from 'node:timers/promises';
import { badInput, Fault } from '@vardgraf/service-kit/fault';
import { type Database, read } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { type Done, notFound, type Refused } from '../domain/outcome';
import { insertSession, sessionOfClient } from '../storage/session-store';
import { type Patient, patientByTelephone, patientFor } from '../storage/patient-store';
import { regionSettings } from '../settings/region-settings';
import type { Session } from '../domain/session';
import { begunSession } from './begin-session';
import { type Asker, askerId, maySee } from './own-session';
import { type SessionView, viewOf } from './session-view';
import { watchSilence } from './silence-timer';
import { startRefused } from './start-refused';

export interface StartInput {
  clientId: string;
  complaintCode: string;
  /** Complaints at the same time; the outcome is that of the most urgent. */
  furtherComplaintCodes: readonly string[];
  patientId?: string | undefined;
  freeText?: string | undefined;
}

type Outcome = Done<SessionView> | Refused;

/** How long directory's event about a person who has just logged in, or been named by telephone triage, for the first time is waited for. */
const waitMs = 1_000;
const pollMs = 100;

/**
 * Begins a session on the published content (TRI-3), or gives the one begun with the same clientId. Before any content is asked: the proxy limit (SAF-4),
 * protected identity (SAF-3), the age gate (TRI-8), the unit's and the region's switches. By telephone the patient is named, and neither gate nor switch holds (TRI-2).
 * @throws Fault BAD_INPUT for a complaint that is not offered to this person, INTERNAL when directory has not told who the caller is
 */
export async function startTriage(db: Database, actor: Asker, input: StartInput, requestId?: string): Promise<Outcome> {
  const patientId = input.patientId ?? (actor.kind === 'PATIENT' ? actor.personId : undefined);
  if (!patientId) throw badInput('input.patientId', 'the patient on whose behalf the questions are answered');
  if (patientId === askerId(actor) || actor.kind !== 'PATIENT') await untilKnown(db, patientId, actor.kind === 'PATIENT');
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const patient = await patientOf(tx, actor, patientId);
    if (!patient) return notFound;
    const before = await sessionOfClient(tx, askerId(actor), input.clientId);
    if (before) return again(tx, actor, before);
    const refused = await startRefused(tx, actor, patient);
    if (refused) return refused;
    const session = await begunSession(tx, actor, patient, input);
    if (!(await insertSession(tx, session))) return again(tx, actor, (await sessionOfClient(tx, askerId(actor), input.clientId))!);
    tx.audit({ action: 'startTriage', what: 'session.started', patientId, requestId });
    watchSilence(tx, session, await regionSettings(tx, session.regionId), session.freeText !== null);
    return { is: 'DONE', it: await viewOf(tx, session) };
  });
}

/** The patient as the asker meets them: by telephone anybody whom directory has told of. */
export function patientOf(tx: Tx, actor: Asker, patientId: string): Promise<Patient | undefined> {
  return actor.kind === 'PATIENT' ? patientFor(tx, actor.personId, patientId) : patientByTelephone(tx, actor.regionId, patientId);
}

/** The same session for the same client id, as long as the caller may go on with it. */
async function again(tx: Tx, actor: Asker, session: Session): Promise<Outcome> {
  if (session.regionId !== actor.regionId || session.actorKind !== actor.kind || !(await maySee(tx, actor, session))) return notFound;
  return { is: 'DONE', it: await viewOf(tx, session) };
}

async function untilKnown(db: Database, personId: string, isCaller: boolean): Promise<void> {
  for (let waited = 0; ; waited += pollMs) {
    if ((await read(db, 'SELECT 1 FROM patient WHERE id = $1', [personId])).length > 0) return;
    if (waited >= waitMs && !isCaller) return;
    if (waited >= waitMs) throw new Fault('INTERNAL', 'directory has not told who the caller is');
    await sleep(pollMs);
  }
}
