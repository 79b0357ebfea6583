import type { PatientActor } from '@vardgraf/service-kit/actor';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Session } from '../domain/session';
import { patientFor } from '../storage/patient-store';
import { lockSession } from '../storage/session-store';

/** Locks a session of the caller or of a child they may act for today (SAF-4); undefined otherwise, which the caller is told as 'not found'. */
export async function lockOwn(tx: Tx, actor: PatientActor, id: string): Promise<Session | undefined> {
  const session = await lockSession(tx, actor.regionId, id);
  return session && (await maySee(tx, actor, session)) ? session : undefined;
}

/** Whether the session is the caller's own, or of a child they may act for now. */
export async function maySee(tx: Pick<Tx, 'query'>, actor: PatientActor, session: Session): Promise<boolean> {
  return session.patientId === actor.personId || (await patientFor(tx, actor.personId, session.patientId)) !== undefined;
}
