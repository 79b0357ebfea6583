import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { type Done, notFound, type Refused } from '../domain/outcome';
import { pinsOf } from '../domain/session';
import { regionSettings } from '../settings/region-settings';
import { insertSession, restartOf } from '../storage/session-store';
import { begunSession } from './begin-session';
import { leaveSession } from './leave-session';
import { type Asker, lockOwn } from './own-session';
import { type SessionView, viewOf } from './session-view';
import { endSilence, watchSilence } from './silence-timer';
import { patientOf } from './start-triage';
import { startRefused } from './start-refused';

type Outcome = Done<SessionView> | Refused;

/**
 * Begins the same complaints anew, on the content of today and with the patient's own words kept; the old session is left (TRI-10). What it came to is not
 * forgotten: should the new one be left as well, the more urgent of both counts (S17). Again gives the session that is there.
 * @throws Fault BAD_INPUT when a complaint is no longer offered to this person
 */
export async function restartTriage(db: Database, actor: Asker, input: { clientId: string; sessionId: string }, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const old = await lockOwn(tx, actor, input.sessionId);
    if (!old) return notFound;
    const begun = await restartOf(tx, old.id);
    if (begun) return { is: 'DONE', it: await viewOf(tx, begun) };
    if (old.status !== 'OPEN' && old.status !== 'ABANDONED') return { is: 'SESSION_NOT_OPEN', status: old.status };
    const patient = await patientOf(tx, actor, old.patientId);
    if (!patient) return notFound;
    const refused = await startRefused(tx, actor, patient);
    if (refused) return refused;
    const [complaintCode, ...furtherComplaintCodes] = pinsOf(old).map((pin) => pin.complaintCode) as [string, ...string[]];
    const session = await begunSession(tx, actor, patient, { clientId: input.clientId, complaintCode, furtherComplaintCodes, freeText: old.freeText ?? undefined, restartedFrom: old.id });
    if (old.status === 'OPEN') await leaveSession(tx, old, 'RESTART', { verb: 'restartTriage', requestId });
    endSilence(tx, old.id);
    if (!(await insertSession(tx, session))) return { is: 'SESSION_NOT_OPEN', status: old.status };
    tx.audit({ action: 'restartTriage', what: 'session.started', patientId: session.patientId, requestId });
    watchSilence(tx, session, await regionSettings(tx, session.regionId), true);
    return { is: 'DONE', it: await viewOf(tx, session) };
  });
}
