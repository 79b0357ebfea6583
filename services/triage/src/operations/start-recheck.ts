import type { PatientActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { type Done, notFound, type Refused } from '../domain/outcome';
import { nowKnown, type Recheck, type RecheckChange } from '../domain/recheck';
import type { Given, Session } from '../domain/session';
import { caseWaits } from '../storage/case-access-store';
import { insertRecheck, recheckOfClient, rechecksOfCase } from '../storage/recheck-store';
import { lockSessionOfCase } from '../storage/session-store';
import { maySee } from './own-session';
import { emitRecheck } from './recheck-events';
import { recheckView, type RecheckView } from './recheck-view';
import { surroundingsOf } from './surroundings';
import { standingWith, weighRecheck } from './weigh-recheck';

export interface StartRecheckInput {
  clientId: string;
  caseId: string;
  change: RecheckChange;
  freeText?: string | undefined;
}

type Outcome = Done<RecheckView> | Refused;

/**
 * The patient, or a proxy, says whether anything has changed while a drop-in waits (BEY-5): as before is the whole answer; worse or new asks again what
 * can have become more urgent, by the content that the session is pinned to. The same client id gives the first one again.
 */
export async function startRecheck(db: Database, actor: PatientActor, input: StartRecheckInput, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const session = await lockSessionOfCase(tx, actor.regionId, input.caseId);
    if (!session || !(await maySee(tx, actor, session))) return notFound;
    const around = await surroundingsOf(tx, session);
    const before = await recheckOfClient(tx, actor.personId, input.clientId);
    if (before) return before.caseId === session.caseId ? { is: 'DONE', it: recheckView(before, session, around) } : notFound;
    if (session.outcome?.disposition === 'CONSULTATION' || !(await caseWaits(tx, actor.regionId, input.caseId))) return { is: 'CASE_NOT_WAITING' };
    const known = await knownOf(tx, session);
    const beforeRank = standingWith(session, around, known, null).level.rank;
    const at = await tx.now();
    const { recheck, standing } = weighRecheck(begun(actor, session, input, { known, beforeRank, at }), session, around, at);
    const stored = emitRecheck(tx, recheck, standing);
    await insertRecheck(tx, stored);
    tx.audit({ action: 'startRecheck', what: 'recheck.answered', patientId: session.patientId, caseId: input.caseId, requestId });
    return { is: 'DONE', it: recheckView(stored, session, around) };
  });
}

/** The session's answers, and what earlier re-checks have said in their place. */
async function knownOf(tx: Tx, session: Session): Promise<Given[]> {
  const earlier = await rechecksOfCase(tx, session.regionId, session.caseId!);
  return earlier.reduce((known, r) => nowKnown({ known, said: r.said }), session.answers);
}

function begun(actor: PatientActor, s: Session, { clientId, change, freeText }: StartRecheckInput, at: { known: Given[]; beforeRank: number; at: Date }): Recheck {
  return {
    id: v7(), regionId: s.regionId, sessionId: s.id, caseId: s.caseId!, patientId: s.patientId, actorId: actor.personId, clientId, change, status: 'ASKING', known: at.known, said: [],
    freeText: change === 'SAME' ? null : (freeText ?? null), beforeRank: at.beforeRank, urgencyRank: at.beforeRank, suicideRisk: false, startedAt: at.at, finishedAt: null, version: 0,
  };
}
