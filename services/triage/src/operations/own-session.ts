import type { PartnerActor, PatientActor, StaffActor } from '@vardgraf/service-kit/actor';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { AskerKind, Session } from '../domain/session';
import { patientFor } from '../storage/patient-store';
import { lockSession } from '../storage/session-store';

/** Who may go through the questions: the patient's side, or in assisted triage staff or telephone triage's own system (TRI-2). */
export type Asker = PatientActor | StaffActor | PartnerActor;

/** The id that the asker's sessions are kept under. */
export const askerId = (asker: Asker): string => (asker.kind === 'PARTNER' ? asker.clientId : asker.personId);

/**
 * Locks a session that the caller may go on with; undefined otherwise, which the caller is told as 'not found'. The patient's side: their own and of a child
 * they may act for today (SAF-4). By telephone: those begun at a unit of the staff member's commission, or by the same system.
 */
export async function lockOwn(tx: Tx, asker: Asker, id: string): Promise<Session | undefined> {
  const session = await lockSession(tx, asker.regionId, id);
  return session && session.actorKind === asker.kind && (await maySee(tx, asker, session)) ? session : undefined;
}

/** Locks a session of the patient's, also one that a nurse asked the questions of. */
export async function lockPatients(tx: Tx, actor: PatientActor, id: string): Promise<Session | undefined> {
  const session = await lockSession(tx, actor.regionId, id);
  return session && (await maySee(tx, actor, session)) ? session : undefined;
}

/** Whether the session is the caller's own, of a child they may act for now, or begun by telephone at their unit or by their system. */
export async function maySee(tx: Pick<Tx, 'query'>, asker: Asker, session: Session): Promise<boolean> {
  switch (asker.kind) {
    case 'PATIENT':
      return session.patientId === asker.personId || (await patientFor(tx, asker.personId, session.patientId)) !== undefined;
    case 'STAFF':
      return begunBy(session, 'STAFF') && session.actorUnitIds.some((unitId) => asker.commission.unitIds.includes(unitId));
    case 'PARTNER':
      return begunBy(session, 'PARTNER') && session.actorId === asker.clientId;
  }
}

const begunBy = (session: Session, kind: AskerKind): boolean => session.actorKind === kind;
