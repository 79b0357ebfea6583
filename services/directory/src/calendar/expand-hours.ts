import { addDays, type Day } from '../domain/calendar-day';
import { type Interval, mergeIntervals } from '../domain/intervals';
import { spansOn, type WeeklyHours } from '../domain/opening-hours';
import { isHoliday } from './holidays';
import { instantOf } from './stockholm';

/** How far ahead opening hours are published, in days. */
export const horizonDays = 400;

/**
 * Opening hours as open intervals in UTC, from the first day through so many days: disjoint, in order, right over both clock changes.
 * On the night the clocks go back a unit is open through both occurrences of an hour.
 */
export function expandHours(hours: WeeklyHours, first: Day, days: number): Interval[] {
  const intervals: Interval[] = [];
  // The day before counts too: a night's duty that began then reaches into the first day.
  for (let i = -1; i < days; i += 1) {
    const day = addDays(first, i);
    for (const span of spansOn(hours, day, isHoliday(day))) {
      intervals.push({ from: instantOf(day, span.from, 'FIRST'), to: instantOf(day, span.to, 'LAST') });
    }
  }
  const start = instantOf(first, 0, 'FIRST');
  return mergeIntervals(intervals).filter((i) => i.to > start);
}
