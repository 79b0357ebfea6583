import { Fault } from '@vardgraf/service-kit/fault';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Booking } from '../domain/booking';
import { bookingColumns, bookingRow } from './booking-rows';

/** The ticket and the time of a booking, as they are before anything is locked. */
export async function partsOfBooking(tx: Tx, regionId: string, id: string): Promise<{ ticketId: string } | undefined> {
  const [row] = await tx.query<{ ticketId: string }>('SELECT ticket_id AS "ticketId" FROM booking WHERE region_id = $1 AND id = $2', [regionId, id]);
  return row;
}

/** The booking, locked; its ticket is locked before. */
export async function loadBookingForUpdate(tx: Tx, regionId: string, id: string): Promise<Booking | undefined> {
  return (await tx.manager.findOne(bookingRow, { where: { id, regionId }, lock: { mode: 'pessimistic_write' } })) ?? undefined;
}

/** The booking that is the case, locked; its ticket is locked before. */
export async function loadBookingOfCase(tx: Tx, regionId: string, caseId: string): Promise<Booking | undefined> {
  return (await tx.manager.findOne(bookingRow, { where: { caseId, regionId }, lock: { mode: 'pessimistic_write' } })) ?? undefined;
}

/** The booking that the person made with the client id. */
export async function bookingOfClient(tx: Tx, personId: string, clientId: string): Promise<Booking | undefined> {
  const [row] = await tx.query<Booking>(`SELECT ${bookingColumns('b')} FROM booking b WHERE b.booked_by = $1 AND b.client_id = $2`, [personId, clientId]);
  return row;
}

/** Inserts a booking. @throws the index `one_booking_a_slot` or `one_booking_a_ticket`; cannot happen to who holds the locks */
export async function insertBooking(tx: Tx, booking: Booking): Promise<void> {
  await tx.manager.insert(bookingRow, booking);
}

/** Writes the booking back. @throws Fault CONFLICT_RETRY when the row is no longer what `before` says; cannot happen to who holds its lock */
export async function saveBooking(tx: Tx, before: Booking, after: Booking): Promise<void> {
  const { id, regionId, ...rest } = after;
  const result = await tx.manager.update(bookingRow, { id, regionId, version: before.version, status: before.status }, rest);
  if (result.affected !== 1) throw new Fault('CONFLICT_RETRY', 'the booking was changed by somebody else');
}

/** Two calls with one client id at the same moment: the second waits, and then finds what the first has made. Taken before every row. */
export async function holdClientId(tx: Tx, personId: string, clientId: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`booking.client/${personId}/${clientId}`]);
}
