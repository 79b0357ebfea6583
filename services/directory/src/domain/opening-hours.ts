import { type Day, weekday } from './calendar-day';

/** Minutes after local midnight; `to` may pass 1440 when it is open into the next day. */
export interface WallSpan {
  from: number;
  to: number;
}

/** Wall-clock times 'HH:MM'; `to` may be '24:00', and one not after `from` lies on the next day. */
export interface Span {
  from: string;
  to: string;
}

/** Hours of a unit as people write them down. */
export interface WeeklyHours {
  /** Spans by weekday; 1 is Monday. */
  days: Partial<Record<1 | 2 | 3 | 4 | 5 | 6 | 7, readonly Span[]>>;
  /** On public holidays; absent: as any other day of the week. Empty: closed. */
  holidays?: readonly Span[];
  /** Single days that differ from all the above. */
  exceptions?: Readonly<Record<Day, readonly Span[]>>;
}

/** When a unit with these hours is open on the day, by the wall clock (DIR-1). An exception beats a holiday, a holiday the weekday. */
export function spansOn(hours: WeeklyHours, day: Day, isHoliday: boolean): WallSpan[] {
  const exception = hours.exceptions?.[day];
  const holiday = isHoliday ? hours.holidays : undefined;
  const spans = exception ?? holiday ?? hours.days[weekday(day) as 1] ?? [];
  return spans.map(wallSpan);
}

/** Minutes of a span. @throws RangeError when a time is not between 00:00 and 24:00 */
export function wallSpan(span: Span): WallSpan {
  const from = minutesOf(span.from);
  const to = minutesOf(span.to);
  return { from, to: to > from ? to : to + 1440 };
}

function minutesOf(time: string): number {
  const match = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(time);
  const minutes = match ? Number(match[1]) * 60 + Number(match[2]) : Number.NaN;
  if (!(minutes <= 1440)) throw new RangeError('not a time of day');
  return minutes;
}
