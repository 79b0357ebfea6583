/** A calendar day as YYYY-MM-DD, without a zone. */
export type Day = string;

const form = /^(\d{4})-(\d{2})-(\d{2})$/;
const millisPerDay = 86_400_000;

/** The day with these numbers, or undefined when the calendar has none such (30 February). */
export function dayOf(year: number, month: number, date: number): Day | undefined {
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : undefined;
}

/** Year, month and date of a day. @throws RangeError when the text is no calendar day */
export function partsOf(day: Day): { year: number; month: number; date: number } {
  const match = form.exec(day);
  const parts = match && { year: Number(match[1]), month: Number(match[2]), date: Number(match[3]) };
  if (!parts || dayOf(parts.year, parts.month, parts.date) !== day) throw new RangeError('not a calendar day');
  return parts;
}

/** Whole days since 1970-01-01; negative before. */
export function dayNumber(day: Day): number {
  const { year, month, date } = partsOf(day);
  return Date.UTC(year, month - 1, date) / millisPerDay;
}

/** The day that lies so many days later (or earlier, when negative). */
export function addDays(day: Day, days: number): Day {
  return new Date((dayNumber(day) + days) * millisPerDay).toISOString().slice(0, 10);
}

/** 1 Monday … 7 Sunday. */
export function weekday(day: Day): number {
  return ((dayNumber(day) + 3) % 7 + 7) % 7 + 1;
}

/**
 * The day on which a person born on `birth` turns `age`.
 * Who is born on 29 February turns a year older on 28 February in common years: lag (1930:173) 1 § takes the month's last day.
 */
export function birthday(birth: Day, age: number): Day {
  const { year, month, date } = partsOf(birth);
  return dayOf(year + age, month, date) ?? dayOf(year + age, month, date - 1)!;
}

/** Completed years on the day; 0 for a day before the birth. */
export function ageOn(birth: Day, today: Day): number {
  const years = partsOf(today).year - partsOf(birth).year;
  return Math.max(0, birthday(birth, years) <= today ? years : years - 1);
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
