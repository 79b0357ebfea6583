import { DateTime, IANAZone } from 'luxon';

const zone = IANAZone.create('Europe/Stockholm');
const millisPerMinute = 60_000;
const millisPerDay = 86_400_000;

/** The calendar day it is in Sweden at the instant, YYYY-MM-DD. */
export function dayIn(at: Date): string {
  return DateTime.fromJSDate(at, { zone }).toISODate()!;
}

/**
 * The instant of a wall-clock time in Sweden, in minutes after the day's midnight; less than 0 and 1440 or more lie on the days around it.
 * A time that occurs twice (autumn) is its first occurrence; one that does not exist (spring) is the moment the clock jumps over it.
 */
export function instantOf(day: string, minutes: number): Date {
  const wall = Date.parse(`${day}T00:00:00Z`) + minutes * millisPerMinute;
  const offsets = [zone.offset(wall - millisPerDay), zone.offset(wall + millisPerDay)];
  const instants = offsets.map((offset) => wall - offset * millisPerMinute).filter((at) => at + zone.offset(at) * millisPerMinute === wall);
  return new Date(instants.length > 0 ? Math.min(...instants) : jumpBetween(wall - millisPerDay, wall + millisPerDay));
}

/** HH:MM on the Stockholm day of an instant. */
export function sameDayAt(at: Date, time: string): Date {
  return instantOf(dayIn(at), minutesOf(time));
}

/** When the quiet hours that the instant lies in are over; undefined outside of them. They may pass midnight; equal ends mean none. */
export function quietUntil(at: Date, quiet: { from: string; to: string }): Date | undefined {
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)];
  if (from === to) return undefined;
  const day = dayIn(at);
  const length = from < to ? to - from : to - from + 1_440;
  for (const start of [from - 1_440, from]) {
    if (instantOf(day, start) <= at && at < instantOf(day, start + length)) return instantOf(day, start + length);
  }
  return undefined;
}

/** The instant as people say it: 'torsdag 3 december kl. 09.30', 'Thursday 3 December at 09:30'. */
export function spokenTime(at: Date, language: 'sv' | 'en'): string {
  const local = DateTime.fromJSDate(at, { zone }).setLocale(language === 'sv' ? 'sv-SE' : 'en-GB');
  return local.toFormat(language === 'sv' ? "cccc d MMMM 'kl.' HH.mm" : "cccc d MMMM 'at' HH:mm");
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return hours! * 60 + minutes!;
}

/** The first instant at which the offset is that of `to`; the two offsets differ. */
function jumpBetween(from: number, to: number): number {
  const after = zone.offset(to);
  let low = from;
  let high = to;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zone.offset(middle) === after) high = middle;
    else low = middle;
  }
  return high;
}
