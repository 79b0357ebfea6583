import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { replaceUnitHours } from '../operations/replace-unit-hours';

/** The event's own time says from when the new hours hold, not the time of reading it: a rebuild from the feed must end with the same rows. */
export async function onUnitHoursChanged(tx: Tx, event: Envelope<'unit.hours-changed'>): Promise<void> {
  const { unitId, open, onCall, duty, until } = event.data;
  await replaceUnitHours(tx, {
    regionId: event.regionId, unitId, open: open.map(instants), onCall: onCall.map(instants), duty: duty.map(instants), until: new Date(until), since: new Date(event.time),
  });
}

function instants(interval: { from: string; to: string }): { from: Date; to: Date } {
  return { from: new Date(interval.from), to: new Date(interval.to) };
}
