import type { Tx } from '@vardgraf/service-kit/transaction';
import type { AlertUnit } from '../domain/destination';
import { select, type Where } from './where';

export interface UnitRow extends AlertUnit {
  regionId: string;
  displayName: string;
}

const unitColumns = `id, region_id AS "regionId", display_name AS "displayName", kind, cooperating_unit_ids AS "cooperatingUnitIds", alarm_group_id AS "alarmGroupId", active`;

/** Keeps what directory says of the unit; an earlier event changes nothing. */
export async function saveUnit(tx: Tx, u: UnitRow, version: number): Promise<void> {
  await tx.query(
    `INSERT INTO unit AS u (id, region_id, display_name, kind, cooperating_unit_ids, alarm_group_id, no_group_since, active, version)
     VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $6::text IS NULL THEN vardgraf.now() END, $7, $8)
     ON CONFLICT (id) DO UPDATE SET region_id = excluded.region_id, display_name = excluded.display_name, kind = excluded.kind,
       cooperating_unit_ids = excluded.cooperating_unit_ids, alarm_group_id = excluded.alarm_group_id, active = excluded.active, version = excluded.version,
       no_group_since = CASE WHEN excluded.alarm_group_id IS NULL THEN coalesce(u.no_group_since, excluded.no_group_since) END
     WHERE u.version < excluded.version`,
    [u.id, u.regionId, u.displayName, u.kind, u.cooperatingUnitIds, u.alarmGroupId, u.active, version]);
}

/** The unit; undefined when directory's event about it has not come yet. */
export async function unitOf(where: Where, regionId: string, unitId: string): Promise<UnitRow | undefined> {
  return (await select<UnitRow>(where, `SELECT ${unitColumns} FROM unit WHERE region_id = $1 AND id = $2`, [regionId, unitId]))[0];
}

/** The region's units in a fixed order. */
export async function unitsOf(where: Where, regionId: string): Promise<UnitRow[]> {
  return select<UnitRow>(where, `SELECT ${unitColumns} FROM unit WHERE region_id = $1 ORDER BY id`, [regionId]);
}

/** Keeps what the region's service is called. */
export async function saveRegionName(tx: Tx, regionId: string, serviceName: string, version: number): Promise<void> {
  await tx.query(
    `INSERT INTO region_name AS r (region_id, service_name, version) VALUES ($1, $2, $3)
     ON CONFLICT (region_id) DO UPDATE SET service_name = excluded.service_name, version = excluded.version WHERE r.version < excluded.version`,
    [regionId, serviceName, version]);
}

/** What the service is called towards patients; undefined when directory has not said it yet. */
export async function serviceNameOf(where: Where, regionId: string): Promise<string | undefined> {
  return (await select<{ name: string }>(where, 'SELECT service_name AS name FROM region_name WHERE region_id = $1', [regionId]))[0]?.name;
}

/** Who answers for a case, and who has it. */
export interface CaseRelation {
  caseId: string;
  regionId: string;
  patientId: string;
  responsibleUnitId: string;
  takenBy: string | null;
}

export async function saveCaseRelation(tx: Tx, c: CaseRelation, version: number): Promise<void> {
  await tx.query(
    `INSERT INTO case_relation AS c (case_id, region_id, patient_id, responsible_unit_id, taken_by, version) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (case_id) DO UPDATE SET responsible_unit_id = excluded.responsible_unit_id, taken_by = excluded.taken_by, version = excluded.version WHERE c.version < excluded.version`,
    [c.caseId, c.regionId, c.patientId, c.responsibleUnitId, c.takenBy, version]);
}

/** The case's relation; undefined when cases' event about it has not come yet. */
export async function caseRelationOf(where: Where, regionId: string, caseId: string): Promise<CaseRelation | undefined> {
  return (await select<CaseRelation>(
    where, 'SELECT case_id AS "caseId", region_id AS "regionId", patient_id AS "patientId", responsible_unit_id AS "responsibleUnitId", taken_by AS "takenBy" FROM case_relation WHERE region_id = $1 AND case_id = $2',
    [regionId, caseId]))[0];
}
