import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { type Booking, planBookingMessages, planCancellationMessages } from '../operations/plan-booking-messages';

type BookingEvent = Envelope<'booking.made' | 'booking.rebooked' | 'booking.cancelled'>;

/** A booked time is told at once and reminded of (NOT-2). */
export async function onBookingMade(tx: Tx, event: Envelope<'booking.made'>): Promise<void> {
  await planBookingMessages(tx, 'made', { ...bookingOf(event), visitType: event.data.visitType, at: new Date(event.data.bookedAt) });
}

/** A moved time: the old one is forgotten, the new one told. */
export async function onBookingRebooked(tx: Tx, event: Envelope<'booking.rebooked'>): Promise<void> {
  await planBookingMessages(tx, 'rebooked', { ...bookingOf(event), visitType: event.data.visitType });
}

/** A cancelled time: nothing more is reminded of. */
export async function onBookingCancelled(tx: Tx, event: Envelope<'booking.cancelled'>): Promise<void> {
  await planCancellationMessages(tx, bookingOf(event));
}

function bookingOf({ regionId, version, time, data }: BookingEvent): Booking {
  const { bookingId, caseId, patientId, unitId, startsAt } = data;
  return { regionId, bookingId, caseId, patientId, unitId, startsAt: new Date(startsAt), version, at: new Date(time) };
}
