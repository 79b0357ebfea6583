import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { refuseHandover as decide } from '../domain/answer-handover';
import type { HandoverRefusalReason } from '../domain/codes';
import type { Handover } from '../domain/handover';
import { notFound, type RefusedAs } from '../domain/outcome';
import { saveAnswer } from '../storage/handover-store';
import { cancelHandoverReminder } from './schedule-timers';
import { lockHandover } from './handover-case';
import { handoverRefused } from './handover-events';
import { recordChange } from './record-change';
import { takenAway } from './taken-away';

type Outcome = { is: 'DONE'; handover: Handover } | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED' | 'HANDOVER_NOT_OPEN'>;

/** Says no with a reason: the case stays where it is, and who saw it only because of the request no longer does (HND-1). */
export async function refuseHandover(db: Database, actor: StaffActor, handoverId: string, reason: HandoverRefusalReason, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const seen = await lockHandover(tx, actor, handoverId);
    if (!seen) return notFound;
    const { found, handover, visibility, by } = seen;
    const decided = decide(found, handover, by, reason, await tx.now());
    if (decided.is === 'SAME') return { is: 'DONE', handover };
    if (decided.is !== 'ANSWERED') return decided;
    await saveAnswer(tx, decided.handover);
    await recordChange(tx, {
      before: found, after: found, visibility, seenBy: await takenAway(tx, found, visibility, handover.added), action: 'REFUSE_HANDOVER', reason, verb: 'refuseHandover',
      actingUnitId: handover.toUnitId, requestId, event: handoverRefused(found, decided.handover),
    });
    cancelHandoverReminder(tx, found.id);
    return { is: 'DONE', handover: decided.handover };
  });
}
