import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Sex } from '../domain/pack';

/** A patient as directory tells it. */
export interface PatientRow {
  id: string;
  regionId: string;
  birthDate: string;
  sex: Sex;
  homeRegionId: string;
  listedUnitId: string | null;
  protectedIdentity: boolean;
  guardianIds: string[];
  maySeekCareFrom: string;
  proxyUntil: string;
}

/** A patient as of now, as the asking person meets them. */
export interface Patient {
  id: string;
  sex: Sex;
  ageDays: number;
  homeRegionId: string;
  listedUnitId: string | null;
  protectedIdentity: boolean;
  maySeekCare: boolean;
  /** The asker is a guardian and the patient is under the proxy limit (SAF-4). */
  asProxy: boolean;
}

/** Keeps what directory says of the patient, unless a later event has been here. */
export async function savePatient(tx: Tx, p: PatientRow, version: number): Promise<void> {
  await tx.query(
    `INSERT INTO patient AS p (id, region_id, birth_date, sex, home_region_id, listed_unit_id, protected_identity, guardian_ids, may_seek_care_from, proxy_until, version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (id) DO UPDATE SET region_id = excluded.region_id, birth_date = excluded.birth_date, sex = excluded.sex, home_region_id = excluded.home_region_id,
       listed_unit_id = excluded.listed_unit_id, protected_identity = excluded.protected_identity, guardian_ids = excluded.guardian_ids,
       may_seek_care_from = excluded.may_seek_care_from, proxy_until = excluded.proxy_until, version = excluded.version
     WHERE p.version < excluded.version`,
    [p.id, p.regionId, p.birthDate, p.sex, p.homeRegionId, p.listedUnitId, p.protectedIdentity, p.guardianIds, p.maySeekCareFrom, p.proxyUntil, version]);
}

const asNow = `id, sex, home_region_id AS "homeRegionId", listed_unit_id AS "listedUnitId", protected_identity AS "protectedIdentity",
  GREATEST(0, (vardgraf.now() AT TIME ZONE 'Europe/Stockholm')::date - birth_date) AS "ageDays",
  may_seek_care_from <= vardgraf.now() AS "maySeekCare", ($1 = ANY(guardian_ids) AND proxy_until > vardgraf.now()) AS "asProxy"`;

/** The patient, if the person is that patient or a guardian of the child under the limit; looked up at each use (SAF-4). */
export async function patientFor(tx: Pick<Tx, 'query'>, personId: string, patientId: string): Promise<Patient | undefined> {
  const [row] = await tx.query<Patient>(
    `SELECT ${asNow} FROM patient WHERE id = $2 AND (id = $1 OR ($1 = ANY(guardian_ids) AND proxy_until > vardgraf.now()))`, [personId, patientId]);
  return row;
}

/** The person and the children they may act for. */
export async function patientsOf(tx: Pick<Tx, 'query'>, personId: string): Promise<Patient[]> {
  return tx.query<Patient>(`SELECT ${asNow} FROM patient WHERE id = $1 OR ($1 = ANY(guardian_ids) AND proxy_until > vardgraf.now())`, [personId]);
}

/** The unit where the patient is listed; null also when directory's event has not come. */
export async function listedUnitOf(tx: Pick<Tx, 'query'>, patientId: string): Promise<string | null> {
  const [row] = await tx.query<{ unit: string | null }>('SELECT listed_unit_id AS unit FROM patient WHERE id = $1', [patientId]);
  return row?.unit ?? null;
}

/** The patient whom staff or telephone triage of the region has named; nobody acts as proxy there. Another region's is not found (DIR-3). */
export async function patientByTelephone(tx: Pick<Tx, 'query'>, regionId: string, patientId: string): Promise<Patient | undefined> {
  return (await tx.query<Patient>(`SELECT ${asNow} FROM patient WHERE id = $2 AND (region_id IS NULL OR region_id = $3)`, ['', patientId, regionId]))[0];
}
