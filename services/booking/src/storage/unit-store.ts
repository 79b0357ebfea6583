import type { Tx } from '@vardgraf/service-kit/transaction';
import type { UnitFacts } from '../domain/unit-choice';

const columns = `id, kind, locality, cooperating_unit_ids AS "cooperatingUnitIds", functions_off AS "functionsOff",
  accepts_out_of_region AS "acceptsOutOfRegion", active`;

/** Keeps what directory says of the unit, unless a later event has been here. */
export async function saveUnit(tx: Tx, regionId: string, unit: UnitFacts, version: number): Promise<void> {
  await tx.query(
    `INSERT INTO unit AS u (id, region_id, kind, locality, cooperating_unit_ids, functions_off, accepts_out_of_region, active, version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (id) DO UPDATE SET region_id = excluded.region_id, kind = excluded.kind, locality = excluded.locality,
       cooperating_unit_ids = excluded.cooperating_unit_ids, functions_off = excluded.functions_off, accepts_out_of_region = excluded.accepts_out_of_region,
       active = excluded.active, version = excluded.version
     WHERE u.version < excluded.version`,
    [unit.id, regionId, unit.kind, unit.locality, unit.cooperatingUnitIds, unit.functionsOff, unit.acceptsOutOfRegion, unit.active, version]);
}

/** The region's units as far as directory has told. */
export async function unitsOf(tx: Pick<Tx, 'query'>, regionId: string): Promise<UnitFacts[]> {
  return tx.query<UnitFacts & Record<string, unknown>>(`SELECT ${columns} FROM unit WHERE region_id = $1 ORDER BY id`, [regionId]);
}

/** What is switched off at the unit; nothing when directory has not told of it. */
export async function functionsOffAt(tx: Pick<Tx, 'query'>, regionId: string, unitId: string): Promise<string[]> {
  const [unit] = await tx.query<{ off: string[] }>('SELECT functions_off AS off FROM unit WHERE region_id = $1 AND id = $2', [regionId, unitId]);
  return unit?.off ?? [];
}

/** Where a ticket goes that names no unit: the patient's listed unit, else a health centre of the region, else any active unit of it. */
export async function unitForNowhere(tx: Tx, regionId: string, patientId: string): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(
    `SELECT u.id FROM unit u LEFT JOIN patient p ON p.id = $2 AND p.listed_unit_id = u.id
      WHERE u.region_id = $1 AND u.active ORDER BY (p.id IS NULL), (u.kind <> 'HEALTH_CENTRE'), u.id LIMIT 1`, [regionId, patientId]);
  return row?.id;
}
