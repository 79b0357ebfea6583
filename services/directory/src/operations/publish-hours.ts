import type { Tx } from '@vardgraf/service-kit/transaction';
import { expandHours, horizonDays } from '../calendar/expand-hours';
import { dayIn, startOf } from '../calendar/stockholm';
import { addDays } from '../domain/calendar-day';
import type { WeeklyHours } from '../domain/opening-hours';
import { regionSettings } from '../settings/region-settings';
import { nextVersions } from '../storage/unit-store';
import { openingHoursOf } from './unit-hours';

/** The published horizon is renewed this often, so at least 393 of the 400 days are always known. */
const renewEveryDays = 7;

export const renewHours = 'renew-hours';

/** Publishes open and on-call intervals of units for the next 400 days (DIR-1), and sets the timer for the next renewal. */
export async function publishHours(tx: Tx, regionId: string, unitIds?: readonly string[]): Promise<void> {
  const units = await nextVersions(tx, regionId, unitIds);
  const settings = await regionSettings(tx, regionId);
  const now = await tx.now();
  const today = dayIn(now);
  const expanded = (hours: WeeklyHours | null) =>
    hours ? expandHours(hours, today, horizonDays).map((i) => ({ from: i.from.toISOString(), to: i.to.toISOString() })) : [];
  for (const unit of units) {
    tx.emit({
      type: 'unit.hours-changed', aggregateId: unit.id, version: unit.version, regionId,
      data: {
        unitId: unit.id,
        open: unit.active ? expanded(openingHoursOf(unit, settings)) : [],
        onCall: unit.active ? expanded(unit.onCallHours) : [],
        until: startOf(addDays(today, horizonDays)).toISOString(),
      },
    });
    tx.cancelTimers(unit.id, renewHours);
    if (unit.active) tx.schedule({ kind: renewHours, aggregateId: unit.id, dueAt: startOf(addDays(today, renewEveryDays)), payload: { regionId } });
  }
}
