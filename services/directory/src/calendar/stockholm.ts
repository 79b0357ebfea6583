import { DateTime, IANAZone } from 'luxon';
import type { Day } from '../domain/calendar-day';

const zone = IANAZone.create('Europe/Stockholm');
const millisPerMinute = 60_000;
const millisPerDay = 86_400_000;
const millisPerHour = 3_600_000;
/** Offset by hour since 1970: 400 days of hours ask for it often, and asking Intl is dear. */
const offsets = new Map<number, number>();

/** The calendar day it is in Sweden at the instant. */
export function dayIn(now: Date): Day {
  return DateTime.fromJSDate(now, { zone }).toISODate()!;
}

/** The instant at which the day begins in Sweden. */
export function startOf(day: Day): Date {
  return instantOf(day, 0, 'FIRST');
}

/**
 * The instant of a wall-clock time in Sweden, in minutes after the day's midnight; 1440 and more lie on the days after.
 * A time that occurs twice (autumn) is its FIRST or LAST occurrence; one that does not exist (spring) is the moment the clock jumps over it.
 */
export function instantOf(day: Day, minutes: number, which: 'FIRST' | 'LAST'): Date {
  const wall = Date.parse(`${day}T00:00:00Z`) + minutes * millisPerMinute;
  const around = [offsetAt(wall - millisPerDay), offsetAt(wall + millisPerDay)];
  const instants = around.map((offset) => wall - offset * millisPerMinute).filter((at) => at + offsetAt(at) * millisPerMinute === wall);
  if (instants.length > 0) return new Date(which === 'FIRST' ? Math.min(...instants) : Math.max(...instants));
  return new Date(jumpBetween(wall - millisPerDay, wall + millisPerDay));
}

/** Minutes by which Sweden is ahead of UTC; clocks change on full hours. */
function offsetAt(at: number): number {
  const hour = Math.floor(at / millisPerHour);
  const known = offsets.get(hour);
  if (known !== undefined) return known;
  const offset = zone.offset(hour * millisPerHour);
  offsets.set(hour, offset);
  return offset;
}

/** The first instant at which the offset is that of `to`; the two offsets differ. */
function jumpBetween(from: number, to: number): number {
  const after = offsetAt(to);
  let low = from;
  let high = to;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === after) high = middle;
    else low = middle;
  }
  return high;
}
