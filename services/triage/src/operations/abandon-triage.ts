import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { type Done, notFound, type Refused } from '../domain/outcome';
import { leaveSession } from './leave-session';
import { type Asker, lockOwn } from './own-session';
import { type SessionView, viewOf } from './session-view';
import { endSilence } from './silence-timer';

type Outcome = Done<SessionView> | Refused;

/** Leaves the session; counted by how far it came (TRI-10), and after a danger sign seen by staff where the region says so (S17). Leaving twice is leaving once. */
export async function abandonTriage(db: Database, actor: Asker, sessionId: string, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const before = await lockOwn(tx, actor, sessionId);
    if (!before) return notFound;
    if (before.status === 'ABANDONED') return { is: 'DONE', it: await viewOf(tx, before) };
    if (before.status !== 'OPEN') return { is: 'SESSION_NOT_OPEN', status: before.status };
    const left = await leaveSession(tx, before, 'PRESS', { verb: 'abandonTriage', requestId });
    endSilence(tx, before.id);
    return { is: 'DONE', it: await viewOf(tx, left) };
  });
}
