import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { receiveBooking } from '../operations/receive-booking';

/** A booked visit becomes a scheduled case (BOO-5). */
export async function onBookingMade(tx: Tx, event: Envelope<'booking.made'>): Promise<void> {
  const { data, regionId } = event;
  await receiveBooking(tx, { ...data, regionId, startsAt: new Date(data.startsAt), bookedAt: new Date(data.bookedAt) });
}
