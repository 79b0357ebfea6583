import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { limitFor } from '../domain/capacity';
import type { Case } from '../domain/case';
import { type Done, notFound, type RefusedAs } from '../domain/outcome';
import { takeCase as decide } from '../domain/take-case';
import { regionSettings } from '../settings/region-settings';
import { casesInHandOf } from '../storage/capacity-store';
import { unitOf } from '../storage/unit-store';
import { afterwards } from './case-events';
import { cancelEscalation, scheduleTakeTimeout } from './escalation-timers';
import { recordChange } from './record-change';
import { lockVisible, shownAgain } from './visible-case';

type Outcome = Done | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'CASE_ALREADY_TAKEN' | 'SUICIDE_RISK_OPEN' | 'AT_CAPACITY'>;

/** Takes the case: exactly one gets it, the others learn who (QUE-5); a unit that takes an escalated case becomes accountable (RDG-3). */
export async function takeCase(db: Database, actor: StaffActor, caseId: string, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const seen = await lockVisible(tx, actor, caseId);
    if (!seen) return notFound;
    const { found, visibility, by, actingUnitId } = seen;
    const decided = decide(found, by, visibility, await tx.now());
    if (decided.is === 'SAME') return shownAgain(tx, decided.case, actingUnitId, requestId);
    if (decided.is !== 'CHANGED') return decided;
    const full = await atCapacity(tx, decided.case, by.personId);
    if (full) return full;
    const moved = decided.case.unitId === found.unitId ? undefined : await unitOf(tx, found.regionId, decided.case.unitId);
    const noOneInRole = moved ? !moved.staffedRoles.includes(found.profession) : found.noOneInRole;
    const taken = { ...decided.case, noOneInRole };
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

/** Whether the person has as many cases in hand as the taking unit lets one have (EXP-4); undefined while there is room. */
async function atCapacity(tx: Tx, c: Case, personId: string): Promise<RefusedAs<'AT_CAPACITY'> | undefined> {
  const most = limitFor(c, (await regionSettings(tx, c.regionId, c.unitId)).capacity);
  if (most === null) return undefined;
  const inHand = await casesInHandOf(tx, c.regionId, personId);
  return inHand >= most ? { is: 'AT_CAPACITY', inHand, most } : undefined;
}
