import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { countBooking } from '../operations/count-care';

export async function onBookingMade(tx: Tx, event: Envelope<'booking.made'>): Promise<void> {
  const { bookingId, unitId, priority, bookedAt } = event.data;
  await countBooking(tx, { id: bookingId, regionId: event.regionId, unitId, priority, kind: 'SCHEDULED', source: 'BOOKING', beganAt: new Date(bookedAt) });
}
