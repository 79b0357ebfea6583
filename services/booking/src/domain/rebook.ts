import { type Booking, changeableUntil, mayChange } from './booking';
import { type FitQuestion, isFree, keptReason, misfitOf } from './slot-fit';
import type { RefusedAs } from './outcome';
import type { Slot } from './slot';
import type { Ticket } from './ticket';

type No = RefusedAs<'BOOKING_NOT_CHANGEABLE' | 'SLOT_DOES_NOT_FIT' | 'SLOT_TAKEN'>;
type Moved = { is: 'CHANGED'; booking: Booking; from: Slot; to: Slot };

/** The no for a booking that cannot be moved or cancelled any more. */
export function notChangeable(b: Booking): RefusedAs<'BOOKING_NOT_CHANGEABLE'> {
  return { is: 'BOOKING_NOT_CHANGEABLE', status: b.status, changeableUntil: b.changeableUntil };
}

/** Moves a booking to another time that its ticket may be used for; the time it already has is the same yes (BOO-4). */
export function rebook(b: Booking, ticket: Ticket, from: Slot, to: Slot, q: FitQuestion & { changeUntilMinutes: number }): Moved | { is: 'SAME' } | No {
  if (!mayChange(b, from.startsAt, q.as, q.now)) return notChangeable(b);
  if (to.id === from.id) return { is: 'SAME' };
  const reason = misfitOf(to, ticket, q);
  if (reason) return { is: 'SLOT_DOES_NOT_FIT', reason };
  if (!isFree(to, q)) return { is: 'SLOT_TAKEN' };
  return {
    is: 'CHANGED',
    booking: { ...b, slotId: to.id, changeableUntil: changeableUntil(to.startsAt, q.changeUntilMinutes), lateReason: keptReason(to, ticket, q), changedAt: q.now },
    from: { ...from, status: 'FREE' },
    to: { ...to, status: 'BOOKED' },
  };
}
