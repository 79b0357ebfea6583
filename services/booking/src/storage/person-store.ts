import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Sex, StaffRole } from '../domain/codes';

/** What booking needs of a patient, as directory tells it. */
export interface PatientRow {
  id: string;
  regionId: string;
  birthDate: string;
  sex: Sex;
  homeRegionId: string;
  listedUnitId: string | null;
  protectedIdentity: boolean;
  guardianIds: string[];
  /** The moment the person leaves the proxy limit (SAF-4). */
  proxyUntil: string;
  /** Null: directory has not said. */
  reachableBySms: boolean | null;
}

/** A patient as of now. */
export interface Patient {
  id: string;
  sex: Sex;
  birthDate: string;
  /** Of the read, in Stockholm. */
  today: string;
  homeRegionId: string;
  listedUnitId: string | null;
  protectedIdentity: boolean;
}

/** Keeps what directory says of the patient, unless a later event has been here. */
export async function savePatient(tx: Tx, p: PatientRow, version: number): Promise<void> {
  await tx.query(
    `INSERT INTO patient AS p (id, region_id, birth_date, sex, home_region_id, listed_unit_id, protected_identity, guardian_ids, proxy_until, reachable_by_sms, version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (id) DO UPDATE SET region_id = excluded.region_id, birth_date = excluded.birth_date, sex = excluded.sex, home_region_id = excluded.home_region_id,
       listed_unit_id = excluded.listed_unit_id, protected_identity = excluded.protected_identity, guardian_ids = excluded.guardian_ids,
       proxy_until = excluded.proxy_until, reachable_by_sms = excluded.reachable_by_sms, version = excluded.version
     WHERE p.version < excluded.version`,
    [p.id, p.regionId, p.birthDate, p.sex, p.homeRegionId, p.listedUnitId, p.protectedIdentity, p.guardianIds, p.proxyUntil, p.reachableBySms, version]);
}

const asNow = `id, sex, birth_date::text AS "birthDate", (vardgraf.now() AT TIME ZONE 'Europe/Stockholm')::date::text AS today, home_region_id AS "homeRegionId",
  listed_unit_id AS "listedUnitId", protected_identity AS "protectedIdentity"`;

/** The patient as staff of the region may name them; undefined when directory's event has not come, and for another region's (DIR-3). */
export async function patientInRegion(tx: Pick<Tx, 'query'>, regionId: string, patientId: string): Promise<Patient | undefined> {
  return (await tx.query<Patient>(`SELECT ${asNow} FROM patient WHERE id = $1 AND (region_id IS NULL OR region_id = $2)`, [patientId, regionId]))[0];
}

/** The patient; undefined when directory's event has not come. */
export async function patientOf(tx: Pick<Tx, 'query'>, patientId: string): Promise<Patient | undefined> {
  return (await tx.query<Patient>(`SELECT ${asNow} FROM patient WHERE id = $1`, [patientId]))[0];
}

/** Whether the person is the patient, or a guardian while the patient is under the limit (SAF-4). Looked up at each use. */
export async function mayActFor(tx: Tx, personId: string, patientId: string): Promise<boolean> {
  if (personId === patientId) return true;
  const rows = await tx.query('SELECT 1 FROM patient WHERE id = $2 AND $1 = ANY(guardian_ids) AND proxy_until > vardgraf.now()', [personId, patientId]);
  return rows.length === 1;
}

/** A staff member's commissions; who is inactive has none. */
export interface StaffCommissions {
  staffId: string;
  regionId: string;
  active: boolean;
  commissions: readonly { id: string; unitIds: readonly string[]; role: string }[];
}

/** Keeps what directory says of the staff member, unless a later event has been here. */
export async function saveStaff(tx: Tx, staff: StaffCommissions, version: number): Promise<void> {
  const saved = await tx.query(
    `INSERT INTO staff AS s (id, region_id, active, version) VALUES ($1, $2, $3, $4)
     ON CONFLICT (id) DO UPDATE SET region_id = excluded.region_id, active = excluded.active, version = excluded.version
     WHERE s.version < excluded.version RETURNING s.id`,
    [staff.staffId, staff.regionId, staff.active, version]);
  if (saved.length === 0) return;
  await tx.query('DELETE FROM staff_commission WHERE staff_id = $1', [staff.staffId]);
  const rows = staff.active ? staff.commissions.flatMap((c) => c.unitIds.map((unitId) => ({ id: c.id, unitId, role: c.role }))) : [];
  await tx.query(
    `INSERT INTO staff_commission (staff_id, commission_id, unit_id, role)
     SELECT $1, c->>'id', c->>'unitId', c->>'role' FROM jsonb_array_elements($2::jsonb) AS c ON CONFLICT DO NOTHING`,
    [staff.staffId, JSON.stringify(rows)]);
}

/** Whether the person works at the unit, in the role if one is asked for. */
export async function worksAt(tx: Tx, staffId: string, unitId: string, role: StaffRole | null): Promise<boolean> {
  const rows = await tx.query('SELECT 1 FROM staff_commission WHERE staff_id = $1 AND unit_id = $2 AND ($3::text IS NULL OR role = $3) LIMIT 1', [staffId, unitId, role]);
  return rows.length === 1;
}

/** Holds the person, so that two who publish their times wait for each other. */
export async function lockStaff(tx: Tx, staffId: string): Promise<void> {
  await tx.query('SELECT 1 FROM staff WHERE id = $1 FOR NO KEY UPDATE', [staffId]);
}
