import { type Database, read } from '@vardgraf/service-kit/postgres';
import type { BookingSeen } from '../domain/booking';
import type { TicketStatus } from '../domain/codes';
import type { Slot } from '../domain/slot';
import type { Ticket } from '../domain/ticket';
import { bookingColumns, slotColumns, ticketColumns } from './booking-rows';

/** Who looks: a person for themselves and children under the limit (`unitIds` null), or a commission's units. */
export interface Viewer {
  regionId: string;
  personId: string;
  unitIds: readonly string[] | null;
}

/** Parameters of every condition: $1 region, $2 person, $3 units or null. */
const parameters = (v: Viewer): unknown[] => [v.regionId, v.personId, v.unitIds];
const own = (patient: string): string =>
  `(${patient} = $2 OR ${patient} IN (SELECT p.id FROM patient p WHERE p.guardian_ids @> ARRAY[$2] AND p.proxy_until > vardgraf.now()))`;
const ticketSeen = `t.region_id = $1 AND (($3::text[] IS NULL AND ${own('t.patient_id')}) OR t.unit_id = ANY($3))`;
const bookingSeen = `b.region_id = $1 AND (($3::text[] IS NULL AND ${own('b.patient_id')}) OR t.unit_id = ANY($3) OR s.unit_id = ANY($3))`;

const bookings = `SELECT ${bookingColumns('b')}, s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.unit_id AS "slotUnitId", t.unit_id AS "ticketUnitId",
  vardgraf.now() AS "asOf" FROM booking b JOIN slot s ON s.id = b.slot_id JOIN ticket t ON t.id = b.ticket_id`;
const most = 200;

/** Tickets that the viewer may see, newest first. */
export async function ticketsOf(db: Database, viewer: Viewer): Promise<Ticket[]> {
  return read(db, `SELECT ${ticketColumns('t')} FROM ticket t WHERE ${ticketSeen} ORDER BY t.issued_at DESC, t.id DESC LIMIT ${most}`, parameters(viewer));
}

/** Those of the tickets that the viewer may see. */
export async function ticketsById(db: Database, viewer: Viewer, ids: readonly string[]): Promise<Ticket[]> {
  return read(db, `SELECT ${ticketColumns('t')} FROM ticket t WHERE ${ticketSeen} AND t.id = ANY($4::uuid[])`, [...parameters(viewer), ids]);
}

/** Bookings that the viewer may see: what is to come by its time, then what has been, latest first. */
export async function bookingsOf(db: Database, viewer: Viewer): Promise<BookingSeen[]> {
  const toCome = `(b.status = 'BOOKED' AND s.ends_at > vardgraf.now())`;
  return read(
    db,
    `${bookings} WHERE ${bookingSeen} ORDER BY ${toCome} DESC, CASE WHEN ${toCome} THEN s.starts_at END, s.starts_at DESC, b.id LIMIT ${most}`, parameters(viewer));
}

/** Those of the bookings that the viewer may see, by one of their ids. */
export async function bookingsBy(db: Database, viewer: Viewer, by: 'id' | 'caseId', ids: readonly string[]): Promise<BookingSeen[]> {
  return read(db, `${bookings} WHERE ${bookingSeen} AND b.${by === 'id' ? 'id' : 'case_id'} = ANY($4::uuid[])`, [...parameters(viewer), ids]);
}

/** The active bookings of tickets or times that the viewer may see. */
export async function activeBookings(db: Database, viewer: Viewer, of: 'ticketId' | 'slotId', ids: readonly string[]): Promise<BookingSeen[]> {
  const column = of === 'ticketId' ? 'ticket_id' : 'slot_id';
  return read(db, `${bookings} WHERE ${bookingSeen} AND b.status = 'BOOKED' AND b.${column} = ANY($4::uuid[])`, [...parameters(viewer), ids]);
}

/** Times and tickets of bookings that the caller has in hand. */
export async function slotsInHand(db: Database, regionId: string, ids: readonly string[]): Promise<Slot[]> {
  return read(db, `SELECT ${slotColumns('s')} FROM slot s WHERE s.region_id = $1 AND s.id = ANY($2::uuid[])`, [regionId, ids]);
}
export async function ticketsInHand(db: Database, regionId: string, ids: readonly string[]): Promise<Ticket[]> {
  return read(db, `SELECT ${ticketColumns('t')} FROM ticket t WHERE t.region_id = $1 AND t.id = ANY($2::uuid[])`, [regionId, ids]);
}

/** Those of the times that the viewer may see: of the units, or of an own booking. */
export async function slotsById(db: Database, viewer: Viewer, ids: readonly string[]): Promise<Slot[]> {
  const booked = `EXISTS (SELECT 1 FROM booking b WHERE b.slot_id = s.id AND b.status = 'BOOKED' AND ${own('b.patient_id')})`;
  return read(
    db,
    `SELECT ${slotColumns('s')} FROM slot s WHERE s.region_id = $1 AND (($3::text[] IS NULL AND ${booked}) OR s.unit_id = ANY($3)) AND s.id = ANY($4::uuid[])`,
    [...parameters(viewer), ids]);
}

/** The unit's times on a day in Sweden, in order; what staff have taken back is left out. */
export async function slotsOfDay(db: Database, regionId: string, unitId: string, day: string): Promise<Slot[]> {
  const midnight = (date: string): string => `((${date})::timestamp AT TIME ZONE 'Europe/Stockholm')`;
  return read(
    db,
    `SELECT ${slotColumns('s')} FROM slot s WHERE s.region_id = $1 AND s.unit_id = $2 AND s.status <> 'WITHDRAWN'
        AND s.starts_at >= ${midnight('$3::date')} AND s.starts_at < ${midnight('$3::date + 1')} ORDER BY s.starts_at, s.id LIMIT 2000`, [regionId, unitId, day]);
}

/** A page of the unit's tickets, those that must be used soonest first. */
export async function ticketPage(
  db: Database, q: { regionId: string; unitId: string; status: TicketStatus | null; first: number; after: { visitBy: string; id: string } | undefined },
): Promise<Ticket[]> {
  return read(
    db,
    `SELECT ${ticketColumns('t')} FROM ticket t WHERE t.region_id = $1 AND t.unit_id = $2 AND ($3::text IS NULL OR t.status = $3)
        AND ($4::timestamptz IS NULL OR (t.visit_by, t.id) > ($4, $5::uuid)) ORDER BY t.visit_by, t.id LIMIT $6`,
    [q.regionId, q.unitId, q.status, q.after?.visitBy ?? null, q.after?.id ?? null, q.first]);
}

/** What of the region's free times a ticket may be used for. */
export interface FreeSlotQuestion {
  regionId: string;
  ticket: Ticket;
  /** Units that may be chosen. */
  unitIds: readonly string[];
  /** Times that only staff book are among them. */
  forStaff: boolean;
  first: number;
  after: { place: number; startsAt: string; id: string } | undefined;
}

/** A page of them: the ticket's own unit first, then the others, each in order of time. */
export async function freeSlotPage(db: Database, q: FreeSlotQuestion): Promise<Slot[]> {
  const { ticket: t, after } = q;
  const place = `(CASE WHEN s.unit_id = $3 THEN 0 ELSE 1 END, s.starts_at, s.id)`;
  return read(
    db,
    `SELECT ${slotColumns('s')} FROM slot s
      WHERE s.region_id = $1 AND s.unit_id = ANY($2) AND s.status = 'FREE' AND s.starts_at > vardgraf.now() AND s.starts_at <= $4
        AND s.visit_type = $5 AND ($6::text IS NULL OR s.role = $6) AND ($7::text IS NULL OR s.staff_id = $7) AND ($8 OR s.bookable_by = 'PATIENT')
        AND (s.staff_id IS NULL OR EXISTS (SELECT 1 FROM staff_commission c WHERE c.staff_id = s.staff_id AND c.unit_id = s.unit_id AND c.role = s.role))
        AND ($9::int IS NULL OR ${place} > ($9, $10::timestamptz, $11::uuid))
      ORDER BY CASE WHEN s.unit_id = $3 THEN 0 ELSE 1 END, s.starts_at, s.id LIMIT $12`,
    [q.regionId, q.unitIds, t.unitId, t.visitBy, t.visitType, t.role, t.staffId, q.forStaff, after?.place ?? null, after?.startsAt ?? null, after?.id ?? null, q.first]);
}

/** Whether the patients can be reached by SMS, as far as directory has said; a child under the limit through the primary guardian, whom directory names first. */
export async function reachableBySms(db: Database, patientIds: readonly string[]): Promise<{ id: string; reachable: boolean | null }[]> {
  return read(
    db,
    `SELECT p.id, CASE WHEN p.proxy_until > vardgraf.now() AND g.id IS NOT NULL THEN g.reachable_by_sms ELSE p.reachable_by_sms END AS reachable
       FROM patient p LEFT JOIN patient g ON g.id = p.guardian_ids[1] WHERE p.id = ANY($1)`, [patientIds]);
}
