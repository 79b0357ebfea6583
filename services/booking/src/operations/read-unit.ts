import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import type { TicketStatus } from '../domain/codes';
import type { Slot } from '../domain/slot';
import type { Ticket } from '../domain/ticket';
import { slotsOfDay, ticketPage } from '../storage/seen-store';
import { checkPageSize, type Page, pageOf, placeOf } from './page';

/** Everything planned at the unit on a day in Sweden, in order of time (BOO-8); null for another unit than the commission's. */
export async function daySchedule(db: Database, actor: StaffActor, unitId: string, date: string): Promise<Slot[] | null> {
  if (!actor.commission.unitIds.includes(unitId)) return null;
  return slotsOfDay(db, actor.regionId, unitId, date);
}

/**
 * The unit's tickets, those that must be used soonest first (BOO-2); null for another unit than the commission's.
 * @throws Fault BAD_INPUT for a page size outside 1–100 or a cursor that is not one of ours
 */
export async function unitTickets(
  db: Database, actor: StaffActor, q: { unitId: string; status: TicketStatus | null; first: number; after: string | undefined },
): Promise<Page<Ticket> | null> {
  checkPageSize(q.first);
  const place = q.after === undefined ? undefined : placeOf(q.after, false);
  if (!actor.commission.unitIds.includes(q.unitId)) return null;
  const after = place && { visitBy: place.at, id: place.id };
  const rows = await ticketPage(db, { regionId: actor.regionId, unitId: q.unitId, status: q.status, first: q.first + 1, after });
  return pageOf(rows, q, (t) => [t.visitBy.toISOString(), t.id]);
}
