import type { StaffActor } from '@vardgraf/service-kit/actor';
import { badInput } from '@vardgraf/service-kit/fault';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import type { Case } from '../domain/case';
import type { ReprioritiseReason } from '../domain/codes';
import { assignmentClock } from '../domain/duty-hours';
import { isAssignment } from '../domain/forward-consultation';
import { handlingClock } from '../domain/handling-time';
import { type Done, notFound, type RefusedAs } from '../domain/outcome';
import { levelOf } from '../domain/priority-scheme';
import { type NewPriority, reprioritiseCase as decide } from '../domain/reprioritise-case';
import { regionSettings } from '../settings/region-settings';
import { dutyIntervals, openIntervals } from '../storage/open-interval-store';
import { afterwards } from './case-events';
import { cancelEscalation, scheduleAssignmentOverdue, scheduleEscalation, scheduleTakeTimeout } from './schedule-timers';
import { recordChange } from './record-change';
import { lockVisible } from './visible-case';

type Outcome = Done | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'REASON_NEEDED' | 'SUICIDE_RISK_OPEN'>;

/**
 * Changes the priority: raised freely, lowered with a reason, the first kept (RDG-6). The clock is counted from the same beginning; escalation
 * and time-out are set anew.
 * @throws Fault BAD_INPUT when the unit's scheme has no such level that makes a case
 */
export async function reprioritiseCase(
  db: Database, actor: StaffActor, input: { caseId: string; priority: string; reason?: ReprioritiseReason | undefined }, requestId?: string,
): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const seen = await lockVisible(tx, actor, input.caseId);
    if (!seen) return notFound;
    const { found, visibility, by, actingUnitId } = seen;
    const decided = decide(found, by, await newPriority(tx, found, input.priority), input.reason);
    if (decided.is === 'SAME') return { is: 'DONE', case: decided.case };
    if (decided.is !== 'CHANGED') return decided;
    const after = decided.case;
    const stored = await recordChange(tx, {
      before: found, after, visibility, action: 'REPRIORITISE', reason: input.reason, verb: 'reprioritiseCase', actingUnitId, requestId,
      event: {
        type: 'case.reprioritised',
        data: {
          ...afterwards(after), from: found.priority, fromRank: found.urgencyRank, reason: input.reason ?? null, dueAt: after.dueAt?.toISOString() ?? null,
        },
      },
    });
    cancelEscalation(tx, stored.id);
    if (isAssignment(stored)) scheduleAssignmentOverdue(tx, stored);
    if (stored.status === 'REQUESTED') await scheduleEscalation(tx, stored);
    if (stored.status === 'ACCEPTED') await scheduleTakeTimeout(tx, stored);
    return { is: 'DONE', case: stored };
  });
}

/** Kinds whose clock is the visit's or the message's own, whatever the level (BOO-5, QUE-1). */
const ownClock: readonly Case['kind'][] = ['SCHEDULED', 'MESSAGE'];

/** The clock of the wanted level, counted from the case's creation at the unit it was sent to. */
async function newPriority(tx: Tx, c: Case, code: string): Promise<NewPriority> {
  const { scheme } = await regionSettings(tx, c.regionId, c.firstUnitId);
  const level = levelOf(scheme, code);
  if (!level?.makesCase) throw badInput('input.priority', 'a level of the region’s scheme that makes a case');
  if (ownClock.includes(c.kind)) return { code, urgencyRank: level.urgencyRank, waitingSince: c.waitingSince, dueAt: c.dueAt };
  const where = [tx, c.regionId, c.firstUnitId, c.createdAt] as const;
  const { waitingSince, dueAt } = isAssignment(c) || c.kind === 'CONSULTATION'
    ? assignmentClock({ level, submittedAt: c.createdAt, duty: await dutyIntervals(...where) })
    : handlingClock({ level, createdAt: c.createdAt, tags: c.tags, unitOpenIntervals: await openIntervals(...where) });
  return { code, urgencyRank: level.urgencyRank, waitingSince, dueAt };
}
