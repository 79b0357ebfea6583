import type { PatientActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { type Done, notFound, type Refused } from '../domain/outcome';
import { lockOwn } from './own-session';
import { recordChange, type SessionEvent } from './record-change';
import { type SessionView, viewOf } from './session-view';

type Outcome = Done<SessionView> | Refused;

/** Leaves the session; counted by how far it came (TRI-10). Leaving twice is leaving once. */
export async function abandonTriage(db: Database, actor: PatientActor, sessionId: string, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const before = await lockOwn(tx, actor, sessionId);
    if (!before) return notFound;
    if (before.status === 'ABANDONED') return { is: 'DONE', it: await viewOf(tx, before) };
    if (before.status !== 'OPEN') return { is: 'SESSION_NOT_OPEN', status: before.status };
    const { id, patientId, complaintCode, screensSeen, packId, semver, sha256 } = before;
    const left: SessionEvent = { type: 'session.abandoned', data: { sessionId: id, patientId, complaintCode, screensSeen, content: { packId, semver, sha256 } } };
    const stored = await recordChange(tx, { before, after: { ...before, status: 'ABANDONED' }, verb: 'abandonTriage', what: 'session.abandoned', events: [left], requestId });
    return { is: 'DONE', it: await viewOf(tx, stored) };
  });
}
