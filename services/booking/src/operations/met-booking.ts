import type { Tx } from '@vardgraf/service-kit/transaction';
import { type Booking, type BookingSeen, seen } from '../domain/booking';
import type { ActsAs } from '../domain/codes';
import { type Done, notFound, type RefusedAs } from '../domain/outcome';
import type { Slot } from '../domain/slot';
import type { Ticket } from '../domain/ticket';
import { loadBookingForUpdate, partsOfBooking } from '../storage/booking-store';
import { loadSlotsForUpdate } from '../storage/slot-store';
import { loadTicketForUpdate } from '../storage/ticket-store';
import { actsAs, type Caller } from './callers';

/** A booking with its ticket and time, locked in this order, as the caller meets it. */
export interface MetBooking {
  booking: Booking;
  ticket: Ticket;
  slot: Slot;
  /** Further times that were asked for and that the region has, locked as well. */
  others: Map<string, Slot>;
  as: ActsAs;
}

/**
 * Locks the booking if the caller may act on it: the patient or a guardian, staff of the ticket's or the time's unit; undefined otherwise, which is
 * told as 'not found'. All times are locked together, by their ids.
 */
export async function lockBooking(tx: Tx, actor: Caller, bookingId: string, otherSlotIds: readonly string[] = []): Promise<MetBooking | undefined> {
  const parts = await partsOfBooking(tx, actor.regionId, bookingId);
  const ticket = parts && (await loadTicketForUpdate(tx, actor.regionId, parts.ticketId));
  const booking = ticket && (await loadBookingForUpdate(tx, actor.regionId, bookingId));
  if (!ticket || !booking) return undefined;
  const slots = await loadSlotsForUpdate(tx, actor.regionId, [booking.slotId, ...otherSlotIds]);
  const slot = slots.get(booking.slotId)!;
  const as = await actsAs(tx, actor, booking.patientId, [ticket.unitId, slot.unitId]);
  return as && { booking, ticket, slot, others: slots, as };
}

/** The same yes as before. Nothing changes, but the booking is shown once more, and that is logged (AUD-1). */
export async function shownAgain(tx: Tx, actor: Caller, bookingId: string, requestId: string | undefined): Promise<Done<BookingSeen> | RefusedAs<'NOT_FOUND'>> {
  const met = await lockBooking(tx, actor, bookingId);
  if (!met) return notFound;
  const { booking, ticket, slot } = met;
  tx.audit({ action: 'seeBooking', what: 'booking', patientId: booking.patientId, caseId: booking.caseId, unitId: slot.unitId, requestId });
  return { is: 'DONE', it: seen(booking, slot, ticket, await tx.now()) };
}
