import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { notFound, type RefusedAs } from '../domain/outcome';
import { answerSignOff, isAsked, type SignOff, type SignOffAnswer } from '../domain/sign-off';
import { lockSignOff, saveSignOffAnswer } from '../storage/sign-off-store';
import { tellSignOff } from './sign-off-events';

type Outcome = { is: 'DONE'; signOffId: string } | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED' | 'SIGN_OFF_ANSWERED'>;

/** Who was asked signs the record off (QUE-13). */
export const signOff = (db: Database, actor: StaffActor, id: string, requestId?: string): Promise<Outcome> => answer(db, actor, id, 'signOff', { status: 'SIGNED' }, requestId);

/** Who was asked sends the record back to its author (QUE-13). */
export const returnSignOff = (db: Database, actor: StaffActor, id: string, reason: string, requestId?: string): Promise<Outcome> =>
  answer(db, actor, id, 'returnSignOff', { status: 'RETURNED', reason }, requestId);

/** Whoever has no part in the request, in the commission they ask in, is told that there is none (DIR-2). */
async function answer(db: Database, actor: StaffActor, id: string, verb: string, said: SignOffAnswer, requestId?: string): Promise<Outcome> {
  const by = { personId: actor.personId, role: actor.commission.role, unitIds: actor.commission.unitIds };
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const found: SignOff | undefined = await lockSignOff(tx, actor.regionId, id);
    const asked = found?.askedBy === by.personId && by.unitIds.includes(found.fromUnitId);
    if (!found || !(isAsked(found, by) || asked || found.answeredBy === by.personId)) return notFound;
    const decided = answerSignOff(found, by, said, await tx.now());
    if (decided.is === 'SAME') return { is: 'DONE', signOffId: found.id };
    if (decided.is !== 'ANSWERED') return decided;
    await saveSignOffAnswer(tx, decided.signOff);
    tellSignOff(tx, decided.signOff, verb, null, requestId);
    return { is: 'DONE', signOffId: found.id };
  });
}
