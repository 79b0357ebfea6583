import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Patient } from '../domain/patient';
import { onlyUuids, select, type Where } from './where';

const columns = `p.id, p.region_id AS "regionId", p.home_region_id AS "homeRegionId", p.number, p.number_type AS "numberType",
  p.given_name AS "givenName", p.family_name AS "familyName", p.birth_date AS "birthDate", p.sex, p.language, p.mobile, p.email,
  p.protected_identity AS "protectedIdentity", p.listed_unit_id AS "listedUnitId", p.fixed_doctor_id AS "fixedDoctorId", p.version,
  COALESCE((SELECT jsonb_agg(jsonb_build_object('guardianId', g.guardian_id, 'primary', g.is_primary) ORDER BY g.is_primary DESC, g.guardian_id)
              FROM guardian g WHERE g.child_id = p.id), '[]') AS guardians`;

/** Profiles of the region by id. */
export async function patientsByIds(where: Where, regionId: string, ids: readonly string[]): Promise<Patient[]> {
  return select<Patient>(where, `SELECT ${columns} FROM patient p WHERE p.region_id = $1 AND p.id = ANY($2::uuid[])`, [regionId, onlyUuids(ids)]);
}

/** The region's profile with this number of twelve characters. */
export async function patientByNumber(where: Where, regionId: string, number: string): Promise<Patient | undefined> {
  return (await select<Patient>(where, `SELECT ${columns} FROM patient p WHERE p.region_id = $1 AND p.number = $2`, [regionId, number]))[0];
}

/** The profile that this person created under this client id before. */
export async function patientByClient(where: Where, regionId: string, createdBy: string, clientId: string): Promise<Patient | undefined> {
  return (await select<Patient>(where, `SELECT ${columns} FROM patient p WHERE p.region_id = $1 AND p.created_by = $2 AND p.client_id = $3`, [regionId, createdBy, clientId]))[0];
}

/** Those whose guardian the person is, eldest first. */
export async function childrenOf(where: Where, regionId: string, guardianId: string): Promise<Patient[]> {
  return select<Patient>(
    where,
    `SELECT ${columns} FROM guardian held JOIN patient p ON p.id = held.child_id
      WHERE held.region_id = $1 AND held.guardian_id = ANY($2::uuid[]) ORDER BY p.birth_date, p.id`,
    [regionId, onlyUuids([guardianId])],
  );
}

/** Creates the profile unless its number or its client id is taken in the region: then false, and nothing is written. */
export async function insertPatient(tx: Tx, p: Omit<Patient, 'guardians' | 'version'>, createdBy: string, clientId: string | null): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO patient (id, region_id, home_region_id, number, number_type, given_name, family_name, birth_date, sex, language, mobile, email,
                          protected_identity, listed_unit_id, fixed_doctor_id, created_by, client_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
     ON CONFLICT DO NOTHING RETURNING id`,
    [p.id, p.regionId, p.homeRegionId, p.number, p.numberType, p.givenName, p.familyName, p.birthDate, p.sex, p.language, p.mobile, p.email,
      p.protectedIdentity, p.listedUnitId, p.fixedDoctorId, createdBy, clientId],
  );
  return rows.length > 0;
}

/** Locks profiles by id and raises their versions: their next event is due. */
export async function nextPatientVersions(tx: Tx, regionId: string, ids: readonly string[]): Promise<Patient[]> {
  await tx.query('SELECT 1 FROM patient WHERE region_id = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR NO KEY UPDATE', [regionId, onlyUuids(ids)]);
  await tx.query('UPDATE patient SET version = version + 1 WHERE region_id = $1 AND id = ANY($2::uuid[])', [regionId, onlyUuids(ids)]);
  return patientsByIds(tx, regionId, ids);
}

/** Ids of the region's profiles after the given one, for work in batches. */
export async function patientIdsAfter(where: Where, regionId: string, after: string | undefined, limit: number): Promise<string[]> {
  const rows = await select<{ id: string }>(where, 'SELECT id FROM patient WHERE region_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3', [regionId, after ?? null, limit]);
  return rows.map((row) => row.id);
}

/** Everybody, for the development identity provider. */
export async function allPatients(where: Where): Promise<Patient[]> {
  return select<Patient>(where, `SELECT ${columns} FROM patient p ORDER BY p.region_id, p.family_name, p.given_name, p.id`);
}
