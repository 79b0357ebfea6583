import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { withdrawConsultation as decide } from '../domain/answer-consultation';
import { notFound, type RefusedAs } from '../domain/outcome';
import { afterwards } from './case-events';
import { endConsultation, lockConsultation } from './consultation-case';

type Outcome = { is: 'DONE'; consultationId: string } | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED' | 'CASE_NOT_OPEN'>;

/** Who asks takes the question back, until it is answered (CON-1). */
export async function withdrawConsultation(db: Database, actor: StaffActor, id: string, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const locked = await lockConsultation(tx, actor, id);
    if (!locked) return notFound;
    const decided = decide(locked.found, locked.consultation, locked.asks, await tx.now());
    if (decided.is === 'SAME') return { is: 'DONE', consultationId: id };
    if (decided.is !== 'ENDED') return decided;
    await endConsultation(tx, locked, {
      after: decided.case, consultation: decided.consultation, action: 'WITHDRAW_CONSULTATION', verb: 'withdrawConsultation', requestId,
      event: { type: 'case.withdrawn', data: afterwards(decided.case) },
    });
    return { is: 'DONE', consultationId: id };
  });
}
