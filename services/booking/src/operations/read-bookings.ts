import type { PatientActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { type BookingSeen, mayChange } from '../domain/booking';
import type { Slot } from '../domain/slot';
import type { Ticket } from '../domain/ticket';
import * as store from '../storage/seen-store';
import { type Caller, viewerOf } from './callers';
import { isUuid } from './page';

/** One answer for each id, in the ids' order; null where there is none. */
async function by<T>(ids: readonly string[], idOf: (item: T) => string, load: (known: string[]) => Promise<T[]>): Promise<(T | null)[]> {
  const known = ids.filter(isUuid);
  const found = new Map((known.length === 0 ? [] : await load(known)).map((item) => [idOf(item), item]));
  return ids.map((id) => found.get(id.toLowerCase()) ?? null);
}
const own = (item: { id: string }): string => item.id;

/** The caller's own tickets and those of children under the limit (BOO-2, SAF-4). */
export async function myTickets(db: Database, actor: PatientActor): Promise<Ticket[]> {
  return store.ticketsOf(db, viewerOf(actor));
}

/** The caller's own bookings and those of children under the limit (DIR-6). */
export async function myBookings(db: Database, actor: PatientActor): Promise<BookingSeen[]> {
  return store.bookingsOf(db, viewerOf(actor));
}

/** Those of the tickets that the caller may see. */
export async function ticketsById(db: Database, actor: Caller, ids: readonly string[]): Promise<(Ticket | null)[]> {
  return by(ids, own, (known) => store.ticketsById(db, viewerOf(actor), known));
}

/** Those of the bookings that the caller may see. */
export async function bookingsById(db: Database, actor: Caller, ids: readonly string[]): Promise<(BookingSeen | null)[]> {
  return by(ids, own, (known) => store.bookingsBy(db, viewerOf(actor), 'id', known));
}

/** The bookings behind scheduled cases, as far as the caller may see them (BOO-5). */
export async function bookingsOfCases(db: Database, actor: Caller, caseIds: readonly string[]): Promise<(BookingSeen | null)[]> {
  return by(caseIds, (b) => b.caseId, (known) => store.bookingsBy(db, viewerOf(actor), 'caseId', known));
}

/** The active bookings of tickets, or of times, as far as the caller may see them. */
export async function activeBookings(db: Database, actor: Caller, of: 'ticketId' | 'slotId', ids: readonly string[]): Promise<(BookingSeen | null)[]> {
  return by(ids, (b) => b[of], (known) => store.activeBookings(db, viewerOf(actor), of, known));
}

/** Those of the times that the caller may see. */
export async function slotsById(db: Database, actor: Caller, ids: readonly string[]): Promise<(Slot | null)[]> {
  return by(ids, own, (known) => store.slotsById(db, viewerOf(actor), known));
}

/** Times and tickets of what the caller has in hand. */
export async function slotsInHand(db: Database, regionId: string, ids: readonly string[]): Promise<(Slot | null)[]> {
  return by(ids, own, (known) => store.slotsInHand(db, regionId, known));
}
export async function ticketsInHand(db: Database, regionId: string, ids: readonly string[]): Promise<(Ticket | null)[]> {
  return by(ids, own, (known) => store.ticketsInHand(db, regionId, known));
}

/** Whether the caller may rebook or cancel now: asked of the very function that decides (BOO-4). */
export function offersChange(b: BookingSeen, actor: Caller): boolean {
  return mayChange(b, b.startsAt, actor.kind, b.asOf);
}

/** Whether no SMS can reach the patients; null where directory has not said (BOO-5). */
export async function unreachableBySms(db: Database, patientIds: readonly string[]): Promise<(boolean | null)[]> {
  const known = new Map((await store.reachableBySms(db, patientIds)).map((row) => [row.id, row.reachable]));
  return patientIds.map((id) => (known.get(id) == null ? null : !known.get(id)));
}
