import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { declineConsultation as decide } from '../domain/answer-consultation';
import type { HandoverRefusalReason } from '../domain/codes';
import { notFound, type RefusedAs } from '../domain/outcome';
import { afterwards } from './case-events';
import { endConsultation, lockConsultation } from './consultation-case';

type Outcome = { is: 'DONE'; consultationId: string } | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'NOT_TAKEN_BY_YOU'>;

/** Who has taken a question declines it with a reason (CON-1). What comes from telephone triage is no consultation from staff, and is not found here (CON-2). */
export async function declineConsultation(db: Database, actor: StaffActor, id: string, reason: HandoverRefusalReason, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const locked = await lockConsultation(tx, actor, id);
    if (!locked) return notFound;
    const decided = decide(locked.found, locked.consultation, locked.by, reason, await tx.now());
    if (decided.is === 'SAME') return { is: 'DONE', consultationId: id };
    if (decided.is !== 'ENDED') return decided;
    await endConsultation(tx, locked, {
      after: decided.case, consultation: decided.consultation, action: 'DECLINE_CONSULTATION', reason, verb: 'declineConsultation', requestId,
      event: { type: 'case.ended', data: { ...afterwards(decided.case), staffId: actor.personId, reason: 'DECLINED' } },
    });
    return { is: 'DONE', consultationId: id };
  });
}
