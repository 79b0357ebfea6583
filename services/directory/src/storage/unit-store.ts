import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Unit, UnitKind } from '../domain/unit';
import { onlyUuids, select, type Where } from './where';

const columns = `u.id, u.region_id AS "regionId", u.hsa_id AS "hsaId", u.name, u.kind, u.locality, u.alarm_group AS "alarmGroup",
  u.accepts_out_of_region AS "acceptsOutOfRegion", u.opening_hours AS "openingHours", u.on_call_hours AS "onCallHours", u.active, u.version,
  ARRAY(SELECT DISTINCT c.role FROM commission_unit cu JOIN commission c ON c.id = cu.commission_id JOIN staff_member s ON s.id = c.staff_id
         WHERE cu.unit_id = u.id AND c.active AND s.active ORDER BY c.role) AS "staffedRoles",
  ARRAY(SELECT k.helper_id::text FROM unit_cooperation k WHERE k.unit_id = u.id ORDER BY k.helper_id) AS "cooperatingUnitIds"`;

/** Units by id, of any region: their facts are public. */
export async function unitsByIds(where: Where, ids: readonly string[]): Promise<Unit[]> {
  return select<Unit>(where, `SELECT ${columns} FROM unit u WHERE u.id = ANY($1::uuid[])`, [onlyUuids(ids)]);
}

/** Active units after the given one, in Swedish name order. */
export async function unitPage(
  where: Where,
  regionId: string,
  filter: { kind?: UnitKind | null; locality?: string | null },
  limit: number,
  after: { name: string; id: string } | undefined,
): Promise<Unit[]> {
  return select<Unit>(
    where,
    `SELECT ${columns} FROM unit u
      WHERE u.region_id = $1 AND u.active AND ($2::text IS NULL OR u.kind = $2) AND ($3::text IS NULL OR lower(u.locality) = lower($3))
        AND ($4::text IS NULL OR (u.name COLLATE "sv-x-icu", u.id) > ($4 COLLATE "sv-x-icu", $5::uuid))
      ORDER BY u.name COLLATE "sv-x-icu", u.id LIMIT $6`,
    [regionId, filter.kind ?? null, filter.locality ?? null, after?.name ?? null, after?.id ?? null, limit],
  );
}

/**
 * Locks units of the region by id, all of them when none is named, and raises their versions: their next event is due.
 * NO KEY UPDATE, here and elsewhere: rows that merely refer to a unit need not wait.
 */
export async function nextVersions(tx: Tx, regionId: string, unitIds?: readonly string[]): Promise<Unit[]> {
  const wanted = unitIds && onlyUuids(unitIds);
  const locked = await tx.query<{ id: string }>(
    'SELECT id FROM unit WHERE region_id = $1 AND ($2::uuid[] IS NULL OR id = ANY($2)) ORDER BY id FOR NO KEY UPDATE', [regionId, wanted ?? null]);
  const ids = locked.map((row) => row.id);
  await tx.query('UPDATE unit SET version = version + 1 WHERE id = ANY($1::uuid[]) AND region_id = $2', [ids, regionId]);
  return (await unitsByIds(tx, ids)).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Whether the unit is an active one of the region and of the kind. */
export async function isActiveUnit(where: Where, regionId: string, unitId: string, kind?: UnitKind): Promise<boolean> {
  const rows = await select(where, 'SELECT 1 FROM unit WHERE region_id = $1 AND id = ANY($2::uuid[]) AND active AND ($3::text IS NULL OR kind = $3)',
    [regionId, onlyUuids([unitId]), kind ?? null]);
  return rows.length > 0;
}

/** Takes the region's lock, which whoever changes all its units holds. Answers whether there is such a region. */
export async function lockRegion(tx: Tx, regionId: string): Promise<boolean> {
  return (await tx.query('SELECT 1 FROM region WHERE id = $1 FOR NO KEY UPDATE', [regionId])).length > 0;
}

/** Ids of all regions, in order. */
export async function regionIds(where: Where): Promise<string[]> {
  return (await select<{ id: string }>(where, 'SELECT id FROM region ORDER BY id')).map((row) => row.id);
}
