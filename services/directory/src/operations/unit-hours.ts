import { expandHours } from '../calendar/expand-hours';
import { dayIn } from '../calendar/stockholm';
import { type OpenState, openState } from '../domain/intervals';
import type { WeeklyHours } from '../domain/opening-hours';
import type { Unit } from '../domain/unit';
import type { RegionSettings } from '../settings/region-settings';

/** Days within which the next opening is looked for; longer closures have no known opening. */
const lookAheadDays = 35;

/** The unit's own opening hours, else its region's. */
export function openingHoursOf(unit: Unit, settings: RegionSettings): WeeklyHours {
  return unit.openingHours ?? settings.hoursOf(unit.id);
}

/** Whether the unit is open at the instant, and when that changes. A unit that is no longer active never opens. */
export function unitOpenState(unit: Unit, settings: RegionSettings, now: Date): OpenState {
  if (!unit.active) return { openNow: false, opensAt: undefined, closesAt: undefined };
  return openState(expandHours(openingHoursOf(unit, settings), dayIn(now), lookAheadDays), now);
}
