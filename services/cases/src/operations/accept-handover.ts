import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { acceptHandover as decide } from '../domain/answer-handover';
import { type Case, widened } from '../domain/case';
import type { Handover } from '../domain/handover';
import { notFound, type RefusedAs } from '../domain/outcome';
import { saveAnswer } from '../storage/handover-store';
import { saveOpening } from '../storage/opening-store';
import { unitOf } from '../storage/unit-store';
import { cancelHandoverReminder, scheduleTakeTimeout } from './escalation-timers';
import { lockHandover } from './handover-case';
import { handoverAccepted } from './handover-events';
import { recordChange } from './record-change';
import { shownAgain } from './visible-case';

type Outcome = { is: 'DONE'; case: Case; handover: Handover } | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED' | 'HANDOVER_NOT_OPEN' | 'SUICIDE_RISK_OPEN'>;

/**
 * Takes over: unit, holder and role move in one step, so that there is always exactly one responsible unit (HND-1). A visit that has begun goes
 * on; a case only taken gets its time to be started anew. The giver keeps access, to document (HND-3).
 */
export async function acceptHandover(db: Database, actor: StaffActor, handoverId: string, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const seen = await lockHandover(tx, actor, handoverId);
    if (!seen) return notFound;
    const { found, handover, visibility, by } = seen;
    const now = await tx.now();
    const decided = decide(found, handover, by, now);
    if (decided.is === 'SAME') return { ...shownAgain(tx, found, found.unitId, requestId), handover };
    if (decided.is !== 'ANSWERED') return decided;
    const unit = await unitOf(tx, found.regionId, decided.case.unitId);
    const after: Case = { ...decided.case, noOneInRole: !unit?.staffedRoles.includes(found.profession) };
    await saveAnswer(tx, decided.handover);
    await saveOpening(tx, { caseId: found.id, staffId: handover.askedBy, unitId: handover.fromUnitId, role: found.takenByRole!, reason: 'HANDED_OVER', openedAt: now });
    const stored = await recordChange(tx, {
      before: found, after, visibility, seenBy: widened(visibility, [{ unitId: after.unitId, roles: [by.role, 'UNIT_MANAGER'], addedByStep: 0 }]), action: 'ACCEPT_HANDOVER',
      verb: 'acceptHandover', actingUnitId: after.unitId, requestId, event: handoverAccepted(after, decided.handover),
    });
    cancelHandoverReminder(tx, stored.id);
    if (stored.status === 'ACCEPTED') await scheduleTakeTimeout(tx, stored);
    return { is: 'DONE', case: stored, handover: decided.handover };
  });
}
