import type { PatientActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { type Done, notFound, type Refused } from '../domain/outcome';
import type { Recheck } from '../domain/recheck';
import { type Session, withAnswers } from '../domain/session';
import { packsOf } from '../domain/standing';
import { lockRecheck, saveRecheck } from '../storage/recheck-store';
import { lockSession } from '../storage/session-store';
import { type AnswersInput, readAll } from './answer-triage';
import { maySee } from './own-session';
import { emitRecheck } from './recheck-events';
import { recheckView, type RecheckView } from './recheck-view';
import { surroundingsOf } from './surroundings';
import { weighRecheck } from './weigh-recheck';

export interface AnswerRecheckInput {
  recheckId: string;
  answers: AnswersInput['answers'];
}

type Outcome = Done<RecheckView> | Refused;

/**
 * Answers what a re-check asks (BEY-5), also when the case has been started meanwhile: certain life danger is said at once. What makes it more urgent is
 * told at once, so that who stops answering is not forgotten. The same answers again are the same yes.
 * @throws Fault BAD_INPUT with the path of the first finding or value that the content does not know
 */
export async function answerRecheck(db: Database, actor: PatientActor, input: AnswerRecheckInput, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const before = await lockRecheck(tx, actor.regionId, input.recheckId);
    const session = before && (await lockSession(tx, actor.regionId, before.sessionId));
    if (!session || !(await maySee(tx, actor, session))) return notFound;
    const around = await surroundingsOf(tx, session);
    const said = withAnswers(before.said, readAll(packsOf(around).flatMap((pack) => pack.findings), input.answers));
    if (before.status !== 'ASKING') return repeated(before, said) ? { is: 'DONE', it: recheckView(before, session, around) } : { is: 'RECHECK_OVER' };
    const { recheck, standing } = weighRecheck({ ...before, said }, session, around, await tx.now());
    const after = toTell(before, recheck) ? emitRecheck(tx, recheck, standing) : recheck;
    await saveRecheck(tx, after);
    tx.audit({ action: 'answerRecheck', what: 'recheck.answered', patientId: session.patientId, caseId: before.caseId, requestId });
    return { is: 'DONE', it: recheckView(after, session as Session, around) };
  });
}

const repeated = (before: Recheck, said: Recheck['said']): boolean => said.every(({ finding, value }) => before.said.some((given) => given.finding === finding && given.value === value));

/** Staff learn of it when it is over, and before that of everything that makes it more urgent. */
const toTell = (before: Recheck, after: Recheck): boolean =>
  after.status !== 'ASKING' || after.urgencyRank < Math.min(before.urgencyRank, before.beforeRank) || (after.suicideRisk && !before.suicideRisk);
