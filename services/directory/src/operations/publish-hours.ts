import type { Tx } from '@vardgraf/service-kit/transaction';
import { expandHours, horizonDays } from '../calendar/expand-hours';
import { dayIn, startOf } from '../calendar/stockholm';
import { addDays } from '../domain/calendar-day';
import { type Interval, mergeIntervals } from '../domain/intervals';
import type { WeeklyHours } from '../domain/opening-hours';
import type { Unit } from '../domain/unit';
import { regionSettings } from '../settings/region-settings';
import { nextVersions } from '../storage/unit-store';
import { openingHoursOf } from './unit-hours';

/** The published horizon is renewed this often, so at least 393 of the 400 days are always known. */
const renewEveryDays = 7;

export const renewHours = 'renew-hours';

/** Publishes open, on-call and duty intervals of units for the next 400 days (DIR-1, CON-3), and sets the timer for the next renewal. */
export async function publishHours(tx: Tx, regionId: string, unitIds?: readonly string[]): Promise<void> {
  const units = await nextVersions(tx, regionId, unitIds);
  const settings = await regionSettings(tx, regionId);
  const now = await tx.now();
  const today = dayIn(now);
  const expanded = (hours: WeeklyHours | null) =>
    hours ? expandHours(hours, today, horizonDays).map(told) : [];
  const dutyOf = (unit: Unit) =>
    mergeIntervals([settings.dutyHoursOf(unit.id), unit.onCallHours].flatMap((hours) => (hours ? expandHours(hours, today, horizonDays) : []))).map(told);
  for (const unit of units) {
    tx.emit({
      type: 'unit.hours-changed', aggregateId: unit.id, version: unit.version, regionId,
      data: {
        unitId: unit.id,
        open: unit.active ? expanded(openingHoursOf(unit, settings)) : [],
        onCall: unit.active ? expanded(unit.onCallHours) : [],
        duty: unit.active ? dutyOf(unit) : [],
        until: startOf(addDays(today, horizonDays)).toISOString(),
      },
    });
    tx.cancelTimers(unit.id, renewHours);
    if (unit.active) tx.schedule({ kind: renewHours, aggregateId: unit.id, dueAt: startOf(addDays(today, renewEveryDays)), payload: { regionId } });
  }
}

function told(interval: Interval): { from: string; to: string } {
  return { from: interval.from.toISOString(), to: interval.to.toISOString() };
}
