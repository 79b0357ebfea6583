import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { countEvent } from '../operations/count-care';

export async function onBookingCancelled(tx: Tx, event: Envelope<'booking.cancelled'>): Promise<void> {
  await countEvent(tx, event.data.bookingId, 'bookingsCancelled');
}
