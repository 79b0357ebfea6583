import { type Database, read } from '@vardgraf/service-kit/postgres';
import type { Slot } from '../domain/slot';
import { freeSlotPage } from '../storage/seen-store';
import { type Caller } from './callers';
import { checkPageSize, type Page, pageOf, placeOf } from './page';
import { ticketsById } from './read-bookings';
import { bookableAt, reachableUnits } from './slot-question';

/**
 * Free times that a ticket may be used for, its own unit's first, then those that may be chosen besides, each in order of time (BOO-2); null when
 * the caller may not see the ticket. Offers what bookSlot takes without a reason.
 * @throws Fault BAD_INPUT for a page size outside 1–100 or a cursor that is not one of ours
 */
export async function ticketSlots(
  db: Database, actor: Caller, q: { ticketId: string; unitId: string | undefined; first: number; after: string | undefined },
): Promise<Page<Slot> | null> {
  checkPageSize(q.first);
  const place = q.after === undefined ? undefined : placeOf(q.after, true);
  const [ticket] = await ticketsById(db, actor, [q.ticketId]);
  if (!ticket) return null;
  const offered = bookableAt(await reachableUnits({ query: (sql, params) => read(db, sql, params) }, ticket), ticket, actor.kind);
  const rows = await freeSlotPage(db, {
    regionId: actor.regionId, ticket, unitIds: offered.filter((id) => q.unitId === undefined || id === q.unitId), forStaff: actor.kind === 'STAFF', first: q.first + 1,
    after: place && { place: place.group, startsAt: place.at, id: place.id },
  });
  return pageOf(rows, q, (slot) => [slot.unitId === ticket.unitId ? 0 : 1, slot.startsAt.toISOString(), slot.id]);
}
