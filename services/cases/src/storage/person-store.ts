import type { Tx } from '@vardgraf/service-kit/transaction';
import type { StaffRole } from '../domain/codes';
import type { Sex } from '../domain/codes';
import type { PatientFacts } from '../domain/submit-consultation';

/** What cases needs of a patient: who may act for them and until when. */
export interface PatientRelation {
  patientId: string;
  regionId: string;
  listedUnitId: string | null;
  guardianIds: string[];
  /** The moment the person leaves the proxy limit (SAF-4). */
  proxyUntil: string;
  /** YYYY-MM-DD. */
  birthDate: string;
  sex: Sex;
  protectedIdentity: boolean;
  language: 'sv' | 'en';
  fixedDoctorId: string | null;
}

/** Keeps what directory says of the patient, unless a later event has been here. */
export async function savePatientRelation(tx: Tx, patient: PatientRelation, version: number): Promise<void> {
  await tx.query(
    `INSERT INTO patient_relation AS p (patient_id, region_id, listed_unit_id, guardian_ids, proxy_until, version, birth_date, sex, protected_identity, language, fixed_doctor_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (patient_id) DO UPDATE SET region_id = excluded.region_id, listed_unit_id = excluded.listed_unit_id, guardian_ids = excluded.guardian_ids,
       proxy_until = excluded.proxy_until, version = excluded.version, birth_date = excluded.birth_date, sex = excluded.sex,
       protected_identity = excluded.protected_identity, language = excluded.language, fixed_doctor_id = excluded.fixed_doctor_id
     WHERE p.version < excluded.version`,
    [patient.patientId, patient.regionId, patient.listedUnitId, patient.guardianIds, patient.proxyUntil, version, patient.birthDate, patient.sex, patient.protectedIdentity, patient.language, patient.fixedDoctorId]);
}

/** The patient's language; undefined when it is not known here. */
export async function languageOf(tx: Pick<Tx, 'query'>, patientId: string): Promise<'sv' | 'en' | undefined> {
  const [row] = await tx.query<{ language: 'sv' | 'en' | null }>('SELECT language FROM patient_relation WHERE patient_id = $1', [patientId]);
  return row?.language ?? undefined;
}

/** The patient's fixed doctor in the region, as far as directory has told. */
export async function fixedDoctorOf(tx: Tx, regionId: string, patientId: string): Promise<string | null> {
  const [row] = await tx.query<{ id: string | null }>('SELECT fixed_doctor_id AS id FROM patient_relation WHERE region_id = $1 AND patient_id = $2', [regionId, patientId]);
  return row?.id ?? null;
}

/** What a case needs to know of the region's patient; undefined when directory's event with it has not come yet. */
export async function patientFactsOf(tx: Pick<Tx, 'query'>, regionId: string, patientId: string): Promise<PatientFacts | undefined> {
  const [facts] = await tx.query<PatientFacts & Record<string, unknown>>(
    `SELECT birth_date AS "birthDate", sex, protected_identity AS "protectedIdentity" FROM patient_relation WHERE region_id = $1 AND patient_id = $2 AND birth_date IS NOT NULL`,
    [regionId, patientId]);
  return facts;
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

/** Whether the person is the patient, or a guardian while the patient is under the limit (SAF-4). Looked up at each use. */
export async function mayActFor(tx: Tx, personId: string, patientId: string): Promise<boolean> {
  if (personId === patientId) return true;
  const rows = await tx.query(
    'SELECT 1 FROM patient_relation WHERE patient_id = $2 AND $1 = ANY(guardian_ids) AND proxy_until > vardgraf.now()', [personId, patientId]);
  return rows.length === 1;
}

/** Who may act for the patient now; none once the patient is out of the limit (SAF-4). */
export async function guardiansNow(tx: Tx, patientId: string): Promise<string[]> {
  return (await guardiansOfNow(tx, [patientId])).get(patientId) ?? [];
}

/** The same of several patients; who has none is not there. */
export async function guardiansOfNow(tx: Tx, patientIds: readonly string[]): Promise<Map<string, string[]>> {
  if (patientIds.length === 0) return new Map();
  const rows = await tx.query<{ patientId: string; ids: string[] }>(
    'SELECT patient_id AS "patientId", guardian_ids AS ids FROM patient_relation WHERE patient_id = ANY($1) AND proxy_until > vardgraf.now()', [patientIds]);
  return new Map(rows.map((row) => [row.patientId, row.ids]));
}

/** Locks the patients' cases by id until the transaction ends, but for staff's work items and consultations. */
export async function lockCasesOfPatients(tx: Tx, regionId: string, patientIds: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM "case" WHERE region_id = $1 AND patient_id = ANY($2) AND kind NOT IN ('MESSAGE', 'CONSULTATION') ORDER BY id FOR UPDATE`, [regionId, patientIds]);
  return rows.map((row) => row.id);
}

/** Roles in which the staff member has a commission at the unit now; none when they are away for good or have never been there. */
export async function rolesOfStaffAt(tx: Tx, regionId: string, staffId: string, unitId: string): Promise<StaffRole[]> {
  const rows = await tx.query<{ role: StaffRole }>(
    `SELECT DISTINCT c.role FROM staff_commission c JOIN staff s ON s.id = c.staff_id AND s.region_id = $1 AND s.active WHERE c.staff_id = $2 AND c.unit_id = $3 ORDER BY 1`,
    [regionId, staffId, unitId]);
  return rows.map((row) => row.role);
}
