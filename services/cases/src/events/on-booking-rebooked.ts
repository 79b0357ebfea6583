import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { rescheduleCase } from '../operations/reschedule-case';
import { moverOf } from './mover-of';

/** The visit has another time, perhaps another place (BOO-4). */
export async function onBookingRebooked(tx: Tx, event: Envelope<'booking.rebooked'>): Promise<void> {
  const { caseId, bookingId, unitId, previousUnitId, role, startsAt } = event.data;
  await rescheduleCase(tx, event.regionId, caseId, { bookingId, unitId, previousUnitId, role, startsAt: new Date(startsAt) }, moverOf(event));
}
