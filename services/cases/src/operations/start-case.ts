import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { type Done, notFound, type RefusedAs } from '../domain/outcome';
import { startCase as decide, waited } from '../domain/start-case';
import { regionSettings } from '../settings/region-settings';
import { afterwards } from './case-events';
import { beginToConsider } from './consider-suicide-risk';
import { cancelAssignmentOverdue, cancelTakeTimeout } from './schedule-timers';
import { recordChange } from './record-change';
import { lockVisible, shownAgain } from './visible-case';

type Outcome = Done | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'NOT_TAKEN_BY_YOU' | 'TOO_EARLY'>;

/** Starts the visit of a case one has taken; says how long the patient waited and whether that was in time (QUE-2). One about mental health begins a checklist (SAF-1). */
export async function startCase(db: Database, actor: StaffActor, caseId: string, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const seen = await lockVisible(tx, actor, caseId);
    if (!seen) return notFound;
    const { found, visibility, by, actingUnitId } = seen;
    const { startEarlyMinutes } = await regionSettings(tx, found.regionId, found.unitId);
    const decided = decide(found, by, startEarlyMinutes, await tx.now());
    if (decided.is === 'SAME') return shownAgain(tx, decided.case, actingUnitId, requestId);
    if (decided.is !== 'CHANGED') return decided;
    const started = decided.case;
    const stored = await recordChange(tx, {
      before: found, after: started, visibility, action: 'START', verb: 'startCase', actingUnitId, requestId,
      event: {
        type: 'case.started',
        data: { ...afterwards(started), staffId: by.personId, startedAt: started.startedAt!.toISOString(), ...waited(started) },
      },
    });
    cancelTakeTimeout(tx, caseId);
    cancelAssignmentOverdue(tx, stored);
    return { is: 'DONE', case: await beginToConsider(tx, stored, visibility, { by, actingUnitId, verb: 'startCase', requestId }) };
  });
}
