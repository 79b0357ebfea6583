import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import type { Case } from '../domain/case';
import { endPhaseByVisit, looksAfterPhaseAt } from '../domain/end-case';
import type { RiskMoved, RiskRefused } from '../domain/move-suicide-risk';
import { type Done, notFound, type RefusedAs } from '../domain/outcome';
import { recordVisit } from '../domain/record-physical-visit';
import { afterwards } from './case-events';
import { schedulePhaseEnd } from './schedule-timers';
import { suicideRiskTimesOf } from './record-risk';
import { recordChange } from './record-change';
import { lockVisible, shownAgain, type VisibleCase } from './visible-case';

/**
 * The physical visit has been held, or was missed. Held: the risk is followed up, and a phase that was to last until the visit is over, and with
 * it the case unless something is unread (RDG-10). Missed: the risk is assessed again, and phones ring (SAF-1).
 */
export async function recordPhysicalVisit(
  db: Database, actor: StaffActor, input: { caseId: string; held: boolean }, requestId?: string,
): Promise<Done | RiskRefused | RefusedAs<'NOT_FOUND'>> {
  return transact(db, actor, async (tx): Promise<Done | RiskRefused | RefusedAs<'NOT_FOUND'>> => {
    const seen = await lockVisible(tx, actor, input.caseId);
    if (!seen) return notFound;
    const now = await tx.now();
    const decided = recordVisit(seen.found, seen.by, input.held, { times: await suicideRiskTimesOf(tx, seen.found), now });
    if (decided.is === 'SAME') return shownAgain(tx, seen.found, seen.actingUnitId, requestId);
    if (decided.is !== 'MOVED') return decided;
    const after = endPhaseByVisit(decided.case, now);
    return { is: 'DONE', case: await store(tx, seen, { ...decided, case: after }, requestId) };
  });
}

async function store(tx: Tx, { found, visibility, actingUnitId }: VisibleCase, { case: after, steps }: RiskMoved, requestId: string | undefined): Promise<Case> {
  const ends = after.status === 'COMPLETED';
  const stored = await recordChange(tx, {
    before: found, after, visibility, verb: 'recordPhysicalVisit', actingUnitId, requestId, risk: { steps, alarmUnitIds: [after.unitId] },
    ...(ends
      ? { action: 'END_PHASE', reason: after.endReason!, event: { type: 'case.ended', data: { ...afterwards(after), staffId: after.takenBy!, reason: after.endReason! } } }
      : { action: 'SAFETY' }),
  });
  if (ends) tx.cancelTimers(stored.id);
  else if (stored.phaseEndsAt !== found.phaseEndsAt) schedulePhaseEnd(tx, stored, looksAfterPhaseAt(stored));
  return stored;
}
