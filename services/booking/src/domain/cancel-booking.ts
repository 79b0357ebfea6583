import { type Booking, mayChange } from './booking';
import type { ActsAs, CancelBookingReason } from './codes';
import { notPermitted, type RefusedAs } from './outcome';
import { notChangeable } from './rebook';
import type { Slot } from './slot';
import { givenBack, type Ticket } from './ticket';

type Cancelled = { is: 'CHANGED'; booking: Booking; ticket: Ticket; slot: Slot };

/** Cancels a booking: the time is free, the ticket can be used again while it is valid (BOO-4). That the unit cannot is the unit's to say. */
export function cancelBooking(
  b: Booking, ticket: Ticket, slot: Slot, q: { as: ActsAs; by: string; reason: CancelBookingReason; now: Date },
): Cancelled | { is: 'SAME' } | RefusedAs<'BOOKING_NOT_CHANGEABLE' | 'NOT_PERMITTED'> {
  if (b.status === 'CANCELLED' && b.cancelledBy === q.by) return { is: 'SAME' };
  if (!mayChange(b, slot.startsAt, q.as, q.now)) return notChangeable(b);
  if (q.as === 'PATIENT' && q.reason === 'UNIT_CANNOT') return notPermitted;
  return { is: 'CHANGED', booking: cancelled(b, q.by, q.reason, q.now), ticket: givenBack(ticket, q.now), slot: { ...slot, status: 'FREE' } };
}

/** The booking as it is after its end without a visit. */
export function cancelled(b: Booking, by: string | null, reason: NonNullable<Booking['cancelReason']>, now: Date): Booking {
  return { ...b, status: 'CANCELLED', cancelledBy: by, cancelReason: reason, changedAt: now };
}
