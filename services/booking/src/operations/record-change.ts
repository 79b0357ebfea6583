import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Booking } from '../domain/booking';
import type { Ticket } from '../domain/ticket';
import { insertBooking, saveBooking } from '../storage/booking-store';
import { insertTicket, saveTicket } from '../storage/ticket-store';
import type { BookingEvent } from './booking-events';
import { ticketExpired, ticketIssued, type TicketEvent } from './ticket-events';

/** Kinds of timer rows that booking schedules. */
export const timerKinds = { expire: 'ticket.expire' } as const;

/** Stores a new ticket with its event and the timer of its end; false when it was there already, and then nothing happens. */
export async function recordIssue(tx: Tx, ticket: Ticket): Promise<boolean> {
  const stored = { ...ticket, version: 1 };
  if (!(await insertTicket(tx, stored))) return false;
  tx.emit({ ...ticketIssued(stored), aggregateId: stored.id, version: 1, regionId: stored.regionId });
  scheduleExpiry(tx, stored);
  return true;
}

/**
 * Stores a ticket's change with its event, if it tells one, and keeps its timer in step: an open ticket has one, no other has (BOO-2). That it
 * expires, by its timer or because its booking is cancelled too late, is told and logged here.
 * @returns the ticket as stored
 */
export async function recordTicket(tx: Tx, before: Ticket, after: Ticket, event?: TicketEvent): Promise<Ticket> {
  const expires = after.status === 'EXPIRED' && before.status !== 'EXPIRED';
  const told = event ?? (expires ? ticketExpired(after) : undefined);
  const stored = { ...after, version: before.version + (told ? 1 : 0) };
  await saveTicket(tx, before, stored);
  if (told) tx.emit({ ...told, aggregateId: stored.id, version: stored.version, regionId: stored.regionId });
  if (expires) tx.audit({ action: 'expireTicket', what: 'ticket.expired', patientId: stored.patientId, unitId: stored.unitId, regionId: stored.regionId });
  if (before.status === 'OPEN' && after.status !== 'OPEN') tx.cancelTimers(stored.id, timerKinds.expire);
  if (before.status !== 'OPEN' && after.status === 'OPEN') scheduleExpiry(tx, stored);
  return stored;
}

/** Stores a new booking with its event. */
export async function recordNewBooking(tx: Tx, booking: Booking, event: BookingEvent): Promise<Booking> {
  const stored = { ...booking, version: 1 };
  await insertBooking(tx, stored);
  tx.emit({ ...event, aggregateId: stored.id, version: 1, regionId: stored.regionId });
  return stored;
}

/** Stores a booking's change with its event, if it tells one. @returns the booking as stored */
export async function recordBooking(tx: Tx, before: Booking, after: Booking, event?: BookingEvent): Promise<Booking> {
  const stored = { ...after, version: before.version + (event ? 1 : 0) };
  await saveBooking(tx, before, stored);
  if (event) tx.emit({ ...event, aggregateId: stored.id, version: stored.version, regionId: stored.regionId });
  return stored;
}

function scheduleExpiry(tx: Tx, t: Ticket): void {
  tx.schedule({ kind: timerKinds.expire, aggregateId: t.id, dueAt: t.validUntil, urgency: t.urgencyRank, payload: { regionId: t.regionId } });
}
