import type { Tx } from '@vardgraf/service-kit/transaction';
import type { StaffRole } from '../domain/codes';

/** A unit as cases knows it, from directory's events. */
export interface UnitRow {
  id: string;
  regionId: string;
  kind: string;
  /** Roles somebody has a commission for here. */
  staffedRoles: StaffRole[];
  cooperatingUnitIds: string[];
  functionsOff: string[];
  active: boolean;
}

const columns = `id, region_id AS "regionId", kind, staffed_roles AS "staffedRoles", cooperating_unit_ids AS "cooperatingUnitIds", functions_off AS "functionsOff", active`;

/** The unit; undefined when directory's event about it has not come yet. */
export async function unitOf(tx: Tx, regionId: string, unitId: string): Promise<UnitRow | undefined> {
  const [unit] = await tx.query<UnitRow & Record<string, unknown>>(`SELECT ${columns} FROM unit WHERE region_id = $1 AND id = $2`, [regionId, unitId]);
  return unit;
}

/** The active units a case of the unit can spread to: those that cooperate with it, the region's drop-in hubs, its on-call units. */
export async function neighboursOf(tx: Tx, regionId: string, unitId: string): Promise<{ cooperating: string[]; hubs: string[]; onCall: string[] }> {
  const rows = await tx.query<{ id: string; kind: string; cooperates: boolean }>(
    `SELECT u.id, u.kind, COALESCE(u.id = ANY(home.cooperating_unit_ids), false) AS cooperates
       FROM unit u LEFT JOIN unit home ON home.id = $2 AND home.region_id = $1
      WHERE u.region_id = $1 AND u.active AND u.id <> $2 AND (u.kind IN ('DROP_IN_HUB', 'ON_CALL') OR u.id = ANY(home.cooperating_unit_ids))
      ORDER BY u.id`,
    [regionId, unitId]);
  return {
    cooperating: rows.filter((row) => row.cooperates).map((row) => row.id),
    hubs: rows.filter((row) => row.kind === 'DROP_IN_HUB').map((row) => row.id),
    onCall: rows.filter((row) => row.kind === 'ON_CALL').map((row) => row.id),
  };
}

/** Keeps what directory says of the unit; false when a later event has been here. */
export async function saveUnit(tx: Tx, unit: UnitRow, version: number): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO unit AS u (id, region_id, kind, staffed_roles, cooperating_unit_ids, functions_off, active, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (id) DO UPDATE SET region_id = excluded.region_id, kind = excluded.kind, staffed_roles = excluded.staffed_roles,
       cooperating_unit_ids = excluded.cooperating_unit_ids, functions_off = excluded.functions_off, active = excluded.active, version = excluded.version
     WHERE u.version < excluded.version RETURNING u.id`,
    [unit.id, unit.regionId, unit.kind, unit.staffedRoles, unit.cooperatingUnitIds, unit.functionsOff, unit.active, version]);
  return rows.length === 1;
}

/** Where a case goes that names no unit: the patient's listed unit, else a hub of the region, else any active unit of it. */
export async function unitForNowhere(tx: Tx, regionId: string, patientId: string): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(
    `SELECT u.id FROM unit u LEFT JOIN patient_relation p ON p.patient_id = $2 AND p.listed_unit_id = u.id
      WHERE u.region_id = $1 AND u.active ORDER BY (p.patient_id IS NULL), (u.kind <> 'DROP_IN_HUB'), u.id LIMIT 1`,
    [regionId, patientId]);
  return row?.id;
}
