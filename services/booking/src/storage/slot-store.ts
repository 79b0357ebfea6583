import { Fault } from '@vardgraf/service-kit/fault';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Slot } from '../domain/slot';
import { slotColumns, slotRow } from './booking-rows';

/** Those of the region's times, locked until the transaction ends; always in the order of their ids, so that two who swap times never wait crosswise. */
export async function loadSlotsForUpdate(tx: Tx, regionId: string, ids: readonly string[]): Promise<Map<string, Slot>> {
  const rows = await tx.query<Slot>(`SELECT ${slotColumns('s')} FROM slot s WHERE s.region_id = $1 AND s.id = ANY($2::uuid[]) ORDER BY s.id FOR UPDATE`, [regionId, ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** One of the region's times, locked. */
export async function loadSlotForUpdate(tx: Tx, regionId: string, id: string): Promise<Slot | undefined> {
  return (await loadSlotsForUpdate(tx, regionId, [id])).get(id);
}

/** Writes a time's state back. @throws Fault CONFLICT_RETRY when it is no longer in the state `before` says; cannot happen to who holds its lock */
export async function saveSlot(tx: Tx, before: Slot, after: Slot): Promise<void> {
  const result = await tx.manager.update(slotRow, { id: after.id, regionId: after.regionId, status: before.status }, { status: after.status });
  if (result.affected !== 1) throw new Fault('CONFLICT_RETRY', 'the time was changed by somebody else');
}

/**
 * Inserts times; one that is there by its id stays as it is. @returns how many are new
 * @throws the exclusion `staff_member_has_one_time` when the person has another time at the moment
 */
export async function insertSlots(tx: Tx, slots: readonly Slot[], publicationId: string | null): Promise<number> {
  const rows = await tx.query(
    `INSERT INTO slot (id, region_id, unit_id, role, staff_id, staff_number, visit_type, starts_at, ends_at, bookable_by, status, publication_id)
     SELECT (s->>'id')::uuid, s->>'regionId', s->>'unitId', s->>'role', s->>'staffId', (SELECT number FROM staff WHERE id = s->>'staffId'), s->>'visitType',
            (s->>'startsAt')::timestamptz, (s->>'endsAt')::timestamptz, s->>'bookableBy', s->>'status', $2::uuid
       FROM jsonb_array_elements($1::jsonb) AS s ON CONFLICT (id) DO NOTHING RETURNING id`,
    [JSON.stringify(slots), publicationId]);
  return rows.length;
}

/** The beginning of the first of these times at which the person has another one already. */
export async function busyAt(tx: Tx, staffId: string, slots: readonly Slot[]): Promise<Date | undefined> {
  const [row] = await tx.query<{ at: Date }>(
    `SELECT asked.f AS at FROM unnest($2::timestamptz[], $3::timestamptz[]) AS asked(f, t)
      WHERE EXISTS (SELECT 1 FROM slot s WHERE s.staff_id = $1 AND s.status <> 'WITHDRAWN' AND s.starts_at < asked.t AND asked.f < s.ends_at)
      ORDER BY asked.f LIMIT 1`,
    [staffId, slots.map((s) => s.startsAt), slots.map((s) => s.endsAt)]);
  return row?.at;
}

/** Notes one call of publishSlots. */
export async function insertPublication(tx: Tx, publication: { id: string; staffId: string; clientId: string }): Promise<void> {
  await tx.query('INSERT INTO publication (id, staff_id, client_id) VALUES ($1, $2, $3)', [publication.id, publication.staffId, publication.clientId]);
}

/** What the staff member published with the client id; undefined when nothing. */
export async function slotsOfClient(tx: Tx, staffId: string, clientId: string): Promise<Slot[] | undefined> {
  const [publication] = await tx.query<{ id: string }>('SELECT id FROM publication WHERE staff_id = $1 AND client_id = $2', [staffId, clientId]);
  if (!publication) return undefined;
  return tx.query<Slot>(`SELECT ${slotColumns('s')} FROM slot s WHERE s.publication_id = $1 ORDER BY s.starts_at, s.id`, [publication.id]);
}
