import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { type Done, notFound, type Refused } from '../domain/outcome';
import { deletePhoto } from '../storage/photo-store';
import { type Asker, lockOwn } from './own-session';
import { type SessionView, viewOf } from './session-view';

/** Takes a photo away again, while the session is open. */
export async function removeTriagePhoto(db: Database, actor: Asker, photo: { id: string; sessionId: string }, requestId?: string): Promise<Done<SessionView> | Refused> {
  return transact(db, actor, async (tx): Promise<Done<SessionView> | Refused> => {
    const session = await lockOwn(tx, actor, photo.sessionId);
    if (!session) return notFound;
    if (session.status !== 'OPEN') return { is: 'SESSION_NOT_OPEN', status: session.status };
    if (!(await deletePhoto(tx, session.id, photo.id))) return notFound;
    tx.audit({ action: 'removeTriagePhoto', what: 'session.photo-removed', patientId: session.patientId, requestId });
    return { is: 'DONE', it: await viewOf(tx, session) };
  });
}
