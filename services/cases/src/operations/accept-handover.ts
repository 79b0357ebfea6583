import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { acceptHandover as decide } from '../domain/answer-handover';
import { type Case, widened } from '../domain/case';
import type { Handover } from '../domain/handover';
import { notFound, type RefusedAs } from '../domain/outcome';
import { saveAnswer } from '../storage/handover-store';
import { saveOpening } from '../storage/opening-store';
import { atCapacity } from './at-capacity';
import { cancelHandoverReminder, scheduleTakeTimeout } from './schedule-timers';
import { type HandoverCase, lockHandover } from './handover-case';
import { handoverAccepted } from './handover-events';
import { noOneInRole } from './on-duty';
import { recordChange } from './record-change';
import { shownAgain } from './visible-case';

type Outcome = { is: 'DONE'; case: Case; handover: Handover } | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED' | 'HANDOVER_NOT_OPEN' | 'SUICIDE_RISK_OPEN' | 'AT_CAPACITY'>;

/**
 * Takes over: unit, holder and role move in one step, so that there is always exactly one responsible unit (HND-1). A visit that has begun goes
 * on; a case only taken gets its time to be started anew. The giver keeps access, to document (HND-3). The limit of cases in hand holds (EXP-4): the
 * request then waits for who has room.
 */
export async function acceptHandover(db: Database, actor: StaffActor, handoverId: string, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const seen = await lockHandover(tx, actor, handoverId);
    if (!seen) return notFound;
    return takeOver(tx, seen, requestId);
  });
}

/** The same for a request that the transaction has locked. */
export async function takeOver(tx: Tx, { found, handover, visibility, by }: HandoverCase, requestId?: string): Promise<Outcome> {
  const now = await tx.now();
  const decided = decide(found, handover, by, now);
  if (decided.is === 'SAME') return { ...shownAgain(tx, found, found.unitId, requestId), handover };
  if (decided.is !== 'ANSWERED') return decided;
  const full = await atCapacity(tx, decided.case, by.personId);
  if (full) return full;
  const after: Case = { ...decided.case, noOneInRole: await noOneInRole(tx, found.regionId, decided.case.unitId, found.profession) };
  await saveAnswer(tx, decided.handover);
  await saveOpening(tx, { caseId: found.id, staffId: handover.askedBy, unitId: handover.fromUnitId, role: found.takenByRole!, reason: 'HANDED_OVER', openedAt: now });
  const stored = await recordChange(tx, {
    before: found, after, visibility, seenBy: widened(visibility, [{ unitId: after.unitId, roles: [by.role, 'UNIT_MANAGER'], addedByStep: 0 }]), action: 'ACCEPT_HANDOVER',
    verb: 'acceptHandover', actingUnitId: after.unitId, requestId, event: handoverAccepted(after, decided.handover),
  });
  cancelHandoverReminder(tx, stored.id);
  if (stored.status === 'ACCEPTED') await scheduleTakeTimeout(tx, stored);
  return { is: 'DONE', case: stored, handover: decided.handover };
}
