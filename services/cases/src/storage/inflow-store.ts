import { type Database, read } from '@vardgraf/service-kit/postgres';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Span } from '../domain/inflow-gaps';

/** A time in which a person answers for a unit's inflow (QUE-10). */
export interface InflowDuty extends Span {
  id: string;
  regionId: string;
  unitId: string;
  staffId: string;
  namedBy: string;
  namedAt: Date;
}

const columns = 'd.id::text, d.region_id AS "regionId", d.unit_id AS "unitId", d.staff_id AS "staffId", d.from_at AS "from", d.to_at AS "to", d.named_by AS "namedBy", d.named_at AS "namedAt"';
type Row = InflowDuty & Record<string, unknown>;

/** What the manager named with this client id before. Lets one naming with it through at a time. */
export async function namedBefore(tx: Tx, regionId: string, namedBy: string, clientId: string): Promise<InflowDuty[]> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`inflow named by ${namedBy}/${clientId}`]);
  return tx.query<Row>(`SELECT ${columns} FROM inflow_duty d WHERE d.region_id = $1 AND d.named_by = $2 AND d.client_id = $3 ORDER BY d.from_at, d.id`, [regionId, namedBy, clientId]);
}

export async function insertInflowDuty(tx: Tx, duty: InflowDuty, clientId: string): Promise<void> {
  await tx.query(
    'INSERT INTO inflow_duty (id, region_id, unit_id, staff_id, from_at, to_at, named_by, named_at, client_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [duty.id, duty.regionId, duty.unitId, duty.staffId, duty.from, duty.to, duty.namedBy, duty.namedAt, clientId]);
}

/** The duty with the id at one of the units, locked; also one that was withdrawn. */
export async function inflowDutyOf(tx: Tx, regionId: string, unitIds: readonly string[], id: string): Promise<InflowDuty | undefined> {
  return (await tx.query<Row>(`SELECT ${columns} FROM inflow_duty d WHERE d.region_id = $1 AND d.unit_id = ANY($2) AND d.id = $3 FOR UPDATE`, [regionId, unitIds, id]))[0];
}

/** Takes the duty away; false when it was before. */
export async function withdrawInflowDuty(tx: Tx, id: string, by: string): Promise<boolean> {
  return (await tx.query('UPDATE inflow_duty SET withdrawn_by = $2, withdrawn_at = vardgraf.now() WHERE id = $1 AND withdrawn_at IS NULL RETURNING 1', [id, by])).length === 1;
}

/** Who answers for the unit's inflow in the time, of those who still have a commission there; who begins first first. */
export async function inflowDuties(db: Database, regionId: string, unitId: string, asked: Span): Promise<InflowDuty[]> {
  return read(
    db,
    `SELECT ${columns} FROM inflow_duty d WHERE d.region_id = $1 AND d.unit_id = $2 AND d.withdrawn_at IS NULL AND d.from_at < $4 AND d.to_at > $3
        AND EXISTS (SELECT 1 FROM staff_commission c WHERE c.staff_id = d.staff_id AND c.unit_id = d.unit_id)
      ORDER BY d.from_at, d.id LIMIT 2000`,
    [regionId, unitId, asked.from, asked.to]);
}

/** When the unit is open in the time, on-call hours left out. */
export async function openingHours(db: Database, regionId: string, unitId: string, asked: Span): Promise<Span[]> {
  return read(
    db,
    `SELECT lower(span) AS "from", upper(span) AS "to" FROM (SELECT unnest(open) AS span FROM unit_hours WHERE region_id = $1 AND unit_id = $2) AS known
      WHERE lower(span) < $4 AND upper(span) > $3 ORDER BY 1`,
    [regionId, unitId, asked.from, asked.to]);
}
