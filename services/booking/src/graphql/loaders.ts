import { Fault } from '@vardgraf/service-kit/fault';
import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import type { BookingSeen } from '../domain/booking';
import type { Slot } from '../domain/slot';
import type { Ticket } from '../domain/ticket';
import * as read from '../operations/read-bookings';
import { callerOf } from './callers';

type Load<T> = (ids: readonly string[]) => Promise<(T | null)[]>;

/** A ticket that the caller may see; each look is logged, but that of a patient at their own (AUD-1). */
export const visibleTicket = (id: string, context: GraphContext): Promise<Ticket | null> =>
  logged('tickets', id, context, (ids) => read.ticketsById(context.db, callerOf(context), ids), discloseTickets);

/** A booking that the caller may see; logged like that. */
export const visibleBooking = (id: string, context: GraphContext): Promise<BookingSeen | null> =>
  logged('bookings', id, context, (ids) => read.bookingsById(context.db, callerOf(context), ids), discloseBookings);

/** The booking behind a scheduled case (BOO-5). */
export const bookingOfCase = (caseId: string, context: GraphContext): Promise<BookingSeen | null> =>
  logged('bookings of cases', caseId, context, (ids) => read.bookingsOfCases(context.db, callerOf(context), ids), discloseBookings);

/** The active booking of a ticket, or of a time. */
export const activeBooking = (of: 'ticketId' | 'slotId', id: string, context: GraphContext): Promise<BookingSeen | null> =>
  logged(`active bookings by ${of}`, id, context, (ids) => read.activeBookings(context.db, callerOf(context), of, ids), discloseBookings);

/** A time that the caller may see. */
export const visibleSlot = (id: string, context: GraphContext): Promise<Slot | null> =>
  context.loader<string, Slot>('slots', (ids) => read.slotsById(context.db, callerOf(context), ids))(id);

/** The time, or the ticket, of a booking in hand. */
export const slotInHand = (id: string, context: GraphContext): Promise<Slot> =>
  inHand('slots in hand', id, context, (ids) => read.slotsInHand(context.db, callerOf(context).regionId, ids));
export const ticketInHand = (id: string, context: GraphContext): Promise<Ticket> =>
  inHand('tickets in hand', id, context, (ids) => read.ticketsInHand(context.db, callerOf(context).regionId, ids));

export const unreachable = (patientId: string, context: GraphContext): Promise<boolean | null> =>
  context.loader<string, boolean>('unreachable by SMS', (ids) => read.unreachableBySms(context.db, ids))(patientId);

function logged<T>(name: string, id: string, context: GraphContext, load: Load<T>, disclose: (context: GraphContext, seen: T[]) => void): Promise<T | null> {
  return context.loader<string, T>(name, async (ids) => {
    const found = await load(ids);
    disclose(context, found.filter((item): item is Awaited<T> & T => item !== null));
    return found;
  })(id);
}

async function inHand<T>(name: string, id: string, context: GraphContext, load: Load<T>): Promise<T> {
  const found = await context.loader<string, T>(name, load)(id);
  if (!found) throw new Fault('INTERNAL', 'what a booking names is not there');
  return found;
}

/** Logs a look at tickets: by staff each one, by a guardian the child's. */
export function discloseTickets(context: GraphContext, tickets: readonly Ticket[]): void {
  for (const t of tickets) if (t.patientId !== callerOf(context).personId) context.disclose({ action: 'seeTicket', what: 'ticket', patientId: t.patientId, unitId: t.unitId });
}

/** Logs a look at bookings, likewise. */
export function discloseBookings(context: GraphContext, bookings: readonly BookingSeen[]): void {
  for (const b of bookings) {
    if (b.patientId !== callerOf(context).personId) {
      context.disclose({ action: 'seeBooking', what: 'booking', patientId: b.patientId, caseId: b.caseId, unitId: b.slotUnitId });
    }
  }
}
