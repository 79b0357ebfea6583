import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import type { ReleaseReason } from '../domain/codes';
import { type Done, notFound, type RefusedAs } from '../domain/outcome';
import { releaseCase as decide } from '../domain/release-case';
import { afterwards } from './case-events';
import { cancelTakeTimeout, scheduleEscalation } from './schedule-timers';
import { recordChange } from './record-change';
import { lockVisible } from './visible-case';

type Outcome = Done | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'NOT_TAKEN_BY_YOU'>;

/** Gives the case back to the pool with a reason; its clock and escalation go on as if it had never been taken (QUE-5, RDG-4). */
export async function releaseCase(db: Database, actor: StaffActor, caseId: string, reason: ReleaseReason, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const seen = await lockVisible(tx, actor, caseId);
    if (!seen) return notFound;
    const { found, visibility, by, actingUnitId } = seen;
    const decided = decide(found, by);
    if (decided.is === 'SAME') return { is: 'DONE', case: decided.case };
    if (decided.is !== 'CHANGED') return decided;
    const stored = await recordChange(tx, {
      before: found, after: decided.case, visibility, action: 'RELEASE', reason, verb: 'releaseCase', actingUnitId, requestId,
      event: { type: 'case.released', data: { ...afterwards(decided.case), staffId: by.personId, reason } },
    });
    cancelTakeTimeout(tx, caseId);
    await scheduleEscalation(tx, stored);
    return { is: 'DONE', case: stored };
  });
}
