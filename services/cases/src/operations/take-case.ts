import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { type Done, notFound, notPermitted, type RefusedAs } from '../domain/outcome';
import { takeCase as decide } from '../domain/take-case';
import { askerOf } from '../storage/staff-consultation-store';
import { atCapacity } from './at-capacity';
import { afterwards } from './case-events';
import { cancelEscalation, scheduleTakeTimeout } from './schedule-timers';
import { noOneInRole } from './on-duty';
import { recordChange } from './record-change';
import { lockVisible, shownAgain } from './visible-case';

type Outcome = Done | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'CASE_ALREADY_TAKEN' | 'SUICIDE_RISK_OPEN' | 'AT_CAPACITY' | 'CASE_RESERVED'>;

/** Takes the case: exactly one gets it, the others learn who (QUE-5); a unit that takes an escalated case becomes accountable (RDG-3). */
export async function takeCase(db: Database, actor: StaffActor, caseId: string, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const seen = await lockVisible(tx, actor, caseId);
    if (!seen) return notFound;
    const { found, visibility, by, actingUnitId } = seen;
    if (found.kind === 'CONSULTATION' && (await askerOf(tx, found.id)) === by.personId) return notPermitted;
    const decided = decide(found, by, visibility, await tx.now());
    if (decided.is === 'SAME') return shownAgain(tx, decided.case, actingUnitId, requestId);
    if (decided.is !== 'CHANGED') return decided;
    const full = await atCapacity(tx, decided.case, by.personId);
    if (full) return full;
    const moved = decided.case.unitId !== found.unitId;
    const taken = { ...decided.case, noOneInRole: moved ? await noOneInRole(tx, found.regionId, decided.case.unitId, found.profession) : found.noOneInRole };
    const stored = await recordChange(tx, {
      before: found, after: taken, visibility, action: 'TAKE', verb: 'takeCase', actingUnitId, requestId,
      event: {
        type: 'case.taken',
        data: { ...afterwards(taken), staffId: by.personId, role: by.role, commissionUnitId: actingUnitId, takenAt: taken.takenAt!.toISOString() },
      },
    });
    cancelEscalation(tx, caseId);
    await scheduleTakeTimeout(tx, stored);
    return { is: 'DONE', case: stored };
  });
}
