import type { StaffActor } from '@vardgraf/service-kit/actor';
import { badInput } from '@vardgraf/service-kit/fault';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import type { Case } from '../domain/case';
import type { EndReason } from '../domain/codes';
import { endCase as decide, looksAfterPhaseAt } from '../domain/end-case';
import { type Done, notFound, type RefusedAs } from '../domain/outcome';
import { phaseDays } from '../domain/phase';
import { regionSettings } from '../settings/region-settings';
import { afterwards, type CaseEvent } from './case-events';
import { schedulePhaseEnd } from './escalation-timers';
import { recordChange } from './record-change';
import { lockVisible, shownAgain } from './visible-case';

type Outcome = Done | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'NOT_TAKEN_BY_YOU' | 'SUICIDE_RISK_OPEN'>;

export interface EndCaseInput {
  caseId: string;
  reason: EndReason;
  /** Null takes the region's default. */
  phaseDays: number | null;
}

/**
 * Ends the visit: the patient may go on writing for the days of the phase, or the case is over (VIS-4). One flagged for suicide risk is ended by a
 * doctor or psychologist only (SAF-1).
 * @throws Fault BAD_INPUT when the region does not offer a phase of that length
 */
export async function endCase(db: Database, actor: StaffActor, input: EndCaseInput, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const seen = await lockVisible(tx, actor, input.caseId);
    if (!seen) return notFound;
    const { found, visibility, by, actingUnitId } = seen;
    const days = await daysOf(tx, found, input.phaseDays);
    const decided = decide(found, by, { reason: input.reason, days }, await tx.now());
    if (decided.is === 'SAME') return shownAgain(tx, decided.case, actingUnitId, requestId);
    if (decided.is !== 'CHANGED') return decided;
    const held = decided.case.status === 'ON_HOLD';
    const stored = await recordChange(tx, {
      before: found, after: decided.case, visibility, action: held ? 'HOLD' : 'END', reason: input.reason, verb: 'endCase', actingUnitId, requestId,
      event: ended(decided.case, by.personId, input.reason),
    });
    tx.cancelTimers(stored.id);
    schedulePhaseEnd(tx, stored, looksAfterPhaseAt(stored));
    return { is: 'DONE', case: stored };
  });
}

async function daysOf(tx: Tx, c: Case, asked: number | null): Promise<number> {
  const days = phaseDays(c.kind, asked, (await regionSettings(tx, c.regionId, c.unitId)).phases);
  if (days === undefined) throw badInput('input.phaseDays', 'one of the lengths that the region offers');
  return days;
}

function ended(c: Case, staffId: string, reason: EndReason): CaseEvent {
  const data = { ...afterwards(c), staffId, reason };
  return c.phaseEndsAt ? { type: 'case.held', data: { ...data, phaseEndsAt: c.phaseEndsAt.toISOString() } } : { type: 'case.ended', data };
}
