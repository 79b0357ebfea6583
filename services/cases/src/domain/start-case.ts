import type { Case } from './case';
import { type ActingStaff, staffMove } from './may-move';
import type { Decided, RefusedAs } from './outcome';

/** Starts the visit of a case one has taken; the first start meets the handling clock (QUE-2). */
export function startCase(c: Case, by: ActingStaff, now: Date): Decided | RefusedAs<'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'NOT_TAKEN_BY_YOU'> {
  if (c.status === 'IN_PROGRESS' && c.takenBy === by.personId) return { is: 'SAME', case: c };
  const move = staffMove('START', c, by);
  if (move.is !== 'MOVE') return move;
  return { is: 'CHANGED', case: { ...c, status: move.to, startedAt: now, firstStartedAt: c.firstStartedAt ?? now } };
}

/** How long the patient waited for the first start, whole seconds, and whether that was within the handling time; null where there is none. */
export function waited(c: Case): { waitedSeconds: number; withinHandlingTime: boolean | null } {
  const started = c.firstStartedAt!.getTime();
  return {
    waitedSeconds: Math.max(0, Math.floor((started - c.waitingSince.getTime()) / 1000)),
    withinHandlingTime: c.dueAt === null ? null : started <= c.dueAt.getTime(),
  };
}
