import type { Case } from './case';
import { type ActingStaff, staffMove } from './may-move';
import type { Decided, RefusedAs } from './outcome';

type Refusal = RefusedAs<'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'NOT_TAKEN_BY_YOU' | 'TOO_EARLY'>;

/** Starts the visit of a case one has taken; the first start meets the handling clock (QUE-2). A booked one not earlier than so many minutes before its time (BOO-5). */
export function startCase(c: Case, by: ActingStaff, earlyMinutes: number, now: Date): Decided | Refusal {
  if (c.status === 'IN_PROGRESS' && c.takenBy === by.personId) return { is: 'SAME', case: c };
  const move = staffMove('START', c, by);
  if (move.is !== 'MOVE') return move;
  const from = c.bookedAt && new Date(c.bookedAt.getTime() - earlyMinutes * 60_000);
  if (from && now < from) return { is: 'TOO_EARLY', from };
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
