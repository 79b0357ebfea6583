import { alertsFor, type PriorityLevel } from './priority-scheme';

/** A time when somebody is at the unit: from inclusive, to exclusive, UTC. Lists ascend by `from`. */
export interface OpenInterval {
  from: Date;
  to: Date;
  /** On-call duty, which takes what is urgent and nothing else. */
  onCall?: boolean;
}

export interface HandlingClock {
  /** When the clock starts: creation, or the opening of a unit that was closed then (TRI-7). */
  waitingSince: Date;
  /** When the visit should have started; null where the level has no clock. */
  dueAt: Date | null;
  /** Which rule gave the answer (BEY-7). */
  rule: ClockRule;
}

/** Every way a clock is set, for docs/rules.md. */
export const clockRules = {
  'clock/none': 'The level never makes a case.',
  'clock/wall': 'The handling time by the wall clock, from creation.',
  'clock/wall-from-opening': 'The unit was closed: the handling time by the wall clock, from its opening.',
  'clock/open-hours': 'The handling time in open hours.',
  'clock/same-opening-day': 'By closing time of the opening day in which it came, or of the next one when the unit was closed.',
  'clock/assignment-urgent': 'A consultation from telephone triage or staff, urgent: the handling time by the wall clock, from submission, on duty or not.',
  'clock/assignment-from-duty': 'A consultation from telephone triage or staff: the handling time from when it is read, which is now on duty, else when duty begins.',
  'clock/assignment-same-day': 'A consultation from telephone triage or staff: by the end of the duty in which it is read.',
  'clock/next-opening-day': 'By closing time of the next opening day: messages in a case whose visit is over.',
  'clock/booked': 'The time of the booked visit.',
  'clock/hours-unknown': 'No opening within a week is known: counted from creation, at most a day where closing time would decide.',
} as const satisfies Record<string, string>;
export type ClockRule = keyof typeof clockRules;

const hourMs = 3_600_000;
/** A lunch break is shorter and a night is longer, so no time zone is needed to say what one opening day is. */
const longestBreakMs = 6 * hourMs;
const longestOpeningDayMs = 24 * hourMs;
/** Longer than any holiday. A unit without an opening in that time has unknown hours, and an unknown clock must not stand still. */
const longestClosureMs = 7 * 24 * hourMs;

/** The instant `minutes` after `from`, by the wall clock or in open hours only; what the intervals do not hold is counted by the wall clock after them. */
export function handleBy(from: Date, minutes: number, mode: 'WALL' | 'OPEN', intervals: readonly OpenInterval[]): Date {
  let left = minutes * 60_000;
  let at = from.getTime();
  if (mode === 'OPEN' && left > 0) {
    for (const interval of intervals) {
      if (interval.to.getTime() <= at) continue;
      at = Math.max(at, interval.from.getTime());
      const open = interval.to.getTime() - at;
      if (open >= left) break;
      left -= open;
      at = interval.to.getTime();
    }
  }
  return new Date(at + left);
}

/** The handling clock of a new or reprioritised case (QUE-2, RDG-2, TRI-7); a reprioritised one keeps its creation, so its clock never starts anew. */
export function handlingClock(q: { level: PriorityLevel; createdAt: Date; tags: readonly string[]; unitOpenIntervals: readonly OpenInterval[] }): HandlingClock {
  const { level, createdAt } = q;
  const ahead = attended(q.unitOpenIntervals.filter((interval) => interval.to > createdAt), alertsFor(level, q.tags));
  const opening = openingAt(createdAt, ahead);
  const waitingSince = opening ?? createdAt;
  if (level.clock === 'NONE') return { waitingSince: createdAt, dueAt: null, rule: 'clock/none' };
  if (level.clock === 'SAME_OPENING_DAY' || q.tags.includes('ADMIN')) {
    const dueAt = opening ? closingAfter(opening, ahead) : new Date(createdAt.getTime() + longestOpeningDayMs);
    return { waitingSince, dueAt, rule: opening ? 'clock/same-opening-day' : 'clock/hours-unknown' };
  }
  const dueAt = handleBy(waitingSince, level.handlingMinutes!, level.clock, opening ? ahead : []);
  if (!opening) return { waitingSince, dueAt, rule: 'clock/hours-unknown' };
  if (level.clock === 'OPEN') return { waitingSince, dueAt, rule: 'clock/open-hours' };
  return { waitingSince, dueAt, rule: opening > createdAt ? 'clock/wall-from-opening' : 'clock/wall' };
}

/** When a case of the kind is attended to: an urgent one also on call, another in opening hours, unless the unit is an on-call unit that has none. */
function attended(ahead: readonly OpenInterval[], urgent: boolean): readonly OpenInterval[] {
  const opening = ahead.filter((interval) => !interval.onCall);
  return urgent || opening.length === 0 ? ahead : opening;
}

function openingAt(at: Date, ahead: readonly OpenInterval[]): Date | undefined {
  const first = ahead[0];
  if (!first || first.from.getTime() - at.getTime() > longestClosureMs) return undefined;
  return first.from > at ? first.from : at;
}

function closingAfter(opening: Date, ahead: readonly OpenInterval[]): Date {
  let closing = ahead[0]!.to;
  for (const interval of ahead.slice(1)) {
    if (interval.from.getTime() - closing.getTime() >= longestBreakMs) break;
    closing = interval.to;
  }
  return new Date(Math.min(closing.getTime(), opening.getTime() + longestOpeningDayMs));
}

/** From when on hours must be known, to tell at the instant whether a unit has a break or has closed. */
export function knownFrom(at: Date): Date {
  return new Date(at.getTime() - longestBreakMs);
}

/** The first opening day that begins after the instant, from its opening to its closing; undefined when none within a week is known. */
export function nextOpeningDay(at: Date, intervals: readonly OpenInterval[]): { from: Date; to: Date } | undefined {
  const ahead = attended(intervals, false);
  const first = ahead.findIndex((interval, i) => interval.from > at && (i === 0 || interval.from.getTime() - ahead[i - 1]!.to.getTime() >= longestBreakMs));
  const opening = ahead[first]?.from;
  if (!opening || opening.getTime() - at.getTime() > longestClosureMs) return undefined;
  return { from: opening, to: closingAfter(opening, ahead.slice(first)) };
}

/** The clock of a message in a case whose visit is over: dealt with by the end of the next opening day (QUE-1, VIS-4). */
export function messageClock(writtenAt: Date, intervals: readonly OpenInterval[]): HandlingClock {
  const next = nextOpeningDay(writtenAt, intervals);
  const open = intervals.some((interval) => !interval.onCall && interval.from <= writtenAt && interval.to > writtenAt);
  if (!next) return { waitingSince: writtenAt, dueAt: new Date(writtenAt.getTime() + longestOpeningDayMs), rule: 'clock/hours-unknown' };
  return { waitingSince: open ? writtenAt : next.from, dueAt: next.to, rule: 'clock/next-opening-day' };
}
