import type { Tx } from '@vardgraf/service-kit/transaction';

/** A staff member's commissions; who is inactive has none. */
export interface StaffCommissions {
  staffId: string;
  regionId: string;
  commissions: readonly { id: string; unitIds: readonly string[]; role: string }[];
}

/** Keeps what directory says of the staff member, unless a later event has been here. */
export async function saveStaff(tx: Tx, { staffId, regionId, commissions }: StaffCommissions, version: number): Promise<void> {
  const saved = await tx.query(
    `INSERT INTO staff AS s (id, region_id, version) VALUES ($1, $2, $3)
     ON CONFLICT (id) DO UPDATE SET region_id = excluded.region_id, version = excluded.version WHERE s.version < excluded.version RETURNING s.id`,
    [staffId, regionId, version]);
  if (saved.length === 0) return;
  await tx.query('DELETE FROM staff_commission WHERE staff_id = $1', [staffId]);
  const rows = commissions.flatMap(({ id, unitIds, role }) => unitIds.map((unitId) => ({ id, unitId, role })));
  await tx.query(
    `INSERT INTO staff_commission (staff_id, commission_id, unit_id, role)
     SELECT $1, c->>'id', c->>'unitId', c->>'role' FROM jsonb_array_elements($2::jsonb) AS c ON CONFLICT DO NOTHING`,
    [staffId, JSON.stringify(rows)]);
}

/** Who has a commission at the unit now, in which role. */
export async function staffAt(tx: Tx, regionId: string, unitId: string): Promise<{ staffId: string; role: string }[]> {
  return tx.query(
    'SELECT DISTINCT c.staff_id AS "staffId", c.role FROM staff_commission c JOIN staff s ON s.id = c.staff_id AND s.region_id = $1 WHERE c.unit_id = $2', [regionId, unitId]);
}
