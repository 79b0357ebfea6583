import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import type { EndReason } from '../domain/codes';
import { endCase as decide } from '../domain/end-case';
import { type Done, notFound, type RefusedAs } from '../domain/outcome';
import { afterwards } from './case-events';
import { recordChange } from './record-change';
import { lockVisible, shownAgain } from './visible-case';

type Outcome = Done | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'NOT_TAKEN_BY_YOU' | 'SUICIDE_RISK_OPEN'>;

/** Ends the visit and the case; one flagged for suicide risk is ended by a doctor or psychologist only (SAF-1). */
export async function endCase(db: Database, actor: StaffActor, caseId: string, reason: EndReason, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const seen = await lockVisible(tx, actor, caseId);
    if (!seen) return notFound;
    const { found, visibility, by, actingUnitId } = seen;
    const decided = decide(found, by, reason, await tx.now());
    if (decided.is === 'SAME') return shownAgain(tx, decided.case, actingUnitId, requestId);
    if (decided.is !== 'CHANGED') return decided;
    const stored = await recordChange(tx, {
      before: found, after: decided.case, visibility, action: 'END', reason, verb: 'endCase', actingUnitId, requestId,
      event: { type: 'case.ended', data: { ...afterwards(decided.case), staffId: by.personId, reason } },
    });
    tx.cancelTimers(caseId);
    return { is: 'DONE', case: stored };
  });
}
