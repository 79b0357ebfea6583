import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { cancelBookedCase } from '../operations/cancel-booked-case';
import { moverOf } from './mover-of';

/** The visit will not be held (BOO-4). */
export async function onBookingCancelled(tx: Tx, event: Envelope<'booking.cancelled'>): Promise<void> {
  const { caseId, bookingId, reason } = event.data;
  await cancelBookedCase(tx, event.regionId, caseId, { bookingId, reason }, moverOf(event));
}
