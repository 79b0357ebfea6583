import type { Case } from './case';
import { backInPool } from './release-case';
import { moveOf } from './transitions';

/** Minutes a taken case may wait to be started before it goes back to the pool, by level code (RDG-4). A level that is not named waits for its holder. */
export type TakeTimeout = Readonly<Record<string, number>>;

/** Time-outs by the name that config/regions calls them: 5, 10, 30 and 60 minutes for handling times of 10 min, 30 min, 2 h and 8 h. */
export const takeTimeouts = {
  ONE_TO_TWELVE: { 2: 5, 3: 10, 4: 30, 5: 60 },
  ONE_TO_FIVE: { 1: 5, 2: 10, 3: 30, 4: 60 },
} as const satisfies Record<string, TakeTimeout>;

/** When a taken case goes back if nobody starts it; null when it is not taken or its level has no time-out. A booked visit has its time first (BOO-5). */
export function returnsAt(c: Pick<Case, 'status' | 'priority' | 'takenAt' | 'bookedAt'>, timeout: TakeTimeout): Date | null {
  const minutes = timeout[c.priority];
  if (!moveOf('RETURN', c.status) || c.takenAt === null || minutes === undefined) return null;
  return new Date(Math.max(c.takenAt.getTime(), c.bookedAt?.getTime() ?? 0) + minutes * 60_000);
}

/** The case back in the pool and from whom, when its time-out has passed at `now`; undefined while there is time, and when there is none. */
export function returnUntouchedCase(c: Case, timeout: TakeTimeout, now: Date): { after: Case; from: string } | undefined {
  const due = returnsAt(c, timeout);
  if (!due || due > now || c.takenBy === null) return undefined;
  // A release by the holder that crosses the time-out is still a yes.
  return { after: { ...backInPool(c), releasedBy: c.takenBy }, from: c.takenBy };
}
