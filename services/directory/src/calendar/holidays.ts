import Holidays from 'date-holidays';
import type { Day } from '../domain/calendar-day';

const calendar = new Holidays('SE');
const years = new Map<string, ReadonlySet<Day>>();

/**
 * Whether Sweden keeps the day as a holiday: the public ones, and Midsummer, Christmas and New Year's Eve, which law and agreements
 * put on a par with them. Sundays as such are not holidays here.
 */
export function isHoliday(day: Day): boolean {
  const year = day.slice(0, 4);
  let days = years.get(year);
  if (!days) years.set(year, (days = holidaysOf(Number(year))));
  return days.has(day);
}

function holidaysOf(year: number): ReadonlySet<Day> {
  // The package calls the three eves 'bank'; its half days ('optional') are ordinary days of opening.
  return new Set(calendar.getHolidays(year).filter((h) => h.type === 'public' || h.type === 'bank').map((h) => h.date.slice(0, 10)));
}
