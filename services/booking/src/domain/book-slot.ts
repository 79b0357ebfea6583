import type { ActsAs, TicketStatus } from './codes';
import { bookingOff } from './function-off';
import type { RefusedAs } from './outcome';
import type { Slot } from './slot';
import { type FitQuestion, isFree, misfitOf } from './slot-fit';
import type { Ticket } from './ticket';

/** In which states who may book with a ticket. Staff find a time also for who has asked for help, and for who was not in time: nobody is dropped. */
export const bookableIn = {
  PATIENT: ['OPEN'],
  STAFF: ['OPEN', 'TIME_ASKED', 'EXPIRED'],
} as const satisfies Record<ActsAs, readonly TicketStatus[]>;

/** Whether the ticket can be used now by whoever acts. */
export function ticketUsable(t: Pick<Ticket, 'status' | 'validUntil'>, as: ActsAs, now: Date): boolean {
  const states: readonly TicketStatus[] = bookableIn[as];
  return states.includes(t.status) && (as === 'STAFF' || t.validUntil > now);
}

/** What decides a booking besides ticket and time. */
export interface BookQuestion extends FitQuestion {
  /** The patient's identity is protected, and the region does not handle that digitally. */
  protectedIdentity: boolean;
  /** Switches that are off at the time's unit. */
  functionsOff: readonly string[];
}

type No = RefusedAs<'PROTECTED_IDENTITY_NOT_HANDLED' | 'TICKET_NOT_USABLE' | 'FUNCTION_OFF' | 'SLOT_DOES_NOT_FIT' | 'SLOT_TAKEN'>;

/** Books a time with a ticket (BOO-4). Both are locked: who comes later finds the time taken. */
export function bookSlot(ticket: Ticket, slot: Slot, q: BookQuestion): { is: 'CHANGED'; ticket: Ticket; slot: Slot } | No {
  if (q.protectedIdentity) return { is: 'PROTECTED_IDENTITY_NOT_HANDLED' };
  if (!ticketUsable(ticket, q.as, q.now)) return { is: 'TICKET_NOT_USABLE', status: expiredNow(ticket, q.now) };
  const off = bookingOff(q.functionsOff, slot.visitType, q.as);
  if (off) return { is: 'FUNCTION_OFF', function: off };
  const reason = misfitOf(slot, ticket, q);
  if (reason) return { is: 'SLOT_DOES_NOT_FIT', reason };
  if (!isFree(slot, q)) return { is: 'SLOT_TAKEN' };
  return { is: 'CHANGED', ticket: { ...ticket, status: 'BOOKED' }, slot: { ...slot, status: 'BOOKED' } };
}

/** The state that the ticket's reader meets: its time may be over before its timer has rung. */
export function expiredNow(t: Pick<Ticket, 'status' | 'validUntil'>, now: Date): TicketStatus {
  return t.status === 'OPEN' && t.validUntil <= now ? 'EXPIRED' : t.status;
}
