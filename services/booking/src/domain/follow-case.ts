import { type Booking } from './booking';
import { cancelled } from './cancel-booking';
import type { Slot } from './slot';
import type { Ticket } from './ticket';

/** What cases tells of a case that a booking or a ticket became. */
export type CaseStep = 'STARTED' | 'ENDED' | 'WITHDRAWN';

/** What of it changes; each only where it does. */
export interface Followed {
  ticket?: Ticket;
  booking?: Booking;
  slot?: Slot;
}

/** The scheduled case of a booking moves on: begun, over, or taken back by the patient; then the time is free again (BOO-5). */
export function followScheduledCase(step: CaseStep, ticket: Ticket, booking: Booking, slot: Slot, now: Date): Followed {
  if (booking.status !== 'BOOKED') return {};
  if (step === 'STARTED') return booking.begunAt ? {} : { booking: { ...booking, begunAt: now } };
  const used = ticket.status === 'BOOKED' ? { ticket: { ...ticket, status: 'USED' as const } } : {};
  if (step === 'ENDED') return used;
  return { ...used, booking: cancelled(booking, null, 'CASE_WITHDRAWN', now), slot: { ...slot, status: 'FREE' } };
}

/** The case that 'help to find a time' became is over: a ticket that still waits for it is used up. One that got a time lives on with its booking. */
export function followAskedCase(step: CaseStep, ticket: Ticket): Followed {
  return step !== 'STARTED' && ticket.status === 'TIME_ASKED' ? { ticket: { ...ticket, status: 'USED' } } : {};
}
