import type { Tx } from '@vardgraf/service-kit/transaction';

/** Who may act for a patient, and until when. */
export interface PatientRelation {
  patientId: string;
  guardianIds: string[];
  /** The moment the person leaves the proxy limit (SAF-4). */
  proxyUntil: string;
}

/** Keeps what directory says of the patient, unless a later event has been here. */
export async function savePatientRelation(tx: Tx, patient: PatientRelation, version: number): Promise<void> {
  await tx.query(
    `INSERT INTO patient_relation AS p (patient_id, guardian_ids, proxy_until, version) VALUES ($1, $2, $3, $4)
     ON CONFLICT (patient_id) DO UPDATE SET guardian_ids = excluded.guardian_ids, proxy_until = excluded.proxy_until, version = excluded.version
     WHERE p.version < excluded.version`,
    [patient.patientId, patient.guardianIds, patient.proxyUntil, version]);
}

/** The patient is the person, or a child under the limit whose guardian the person is; looked up at each use (SAF-4). */
export const ownOrChild = (patient: string, person: string): string =>
  `(${patient} = ${person} OR ${patient} IN (SELECT p.patient_id FROM patient_relation p WHERE p.guardian_ids @> ARRAY[${person}] AND p.proxy_until > vardgraf.now()))`;

/** Whether the person may act for the patient now. */
export async function mayActFor(tx: Tx, personId: string, patientId: string): Promise<boolean> {
  return (await tx.query(`SELECT 1 WHERE ${ownOrChild('$2::text', '$1::text')}`, [personId, patientId])).length === 1;
}

/** Keeps what a staff member is called, unless a later event has been here. */
export async function saveStaffName(tx: Tx, staff: { staffId: string; displayName: string }, version: number): Promise<void> {
  await tx.query(
    `INSERT INTO staff AS s (id, display_name, version) VALUES ($1, $2, $3)
     ON CONFLICT (id) DO UPDATE SET display_name = excluded.display_name, version = excluded.version WHERE s.version < excluded.version`,
    [staff.staffId, staff.displayName, version]);
}

/** Keeps what the service is called towards patients, unless a later event has been here. */
export async function saveServiceName(tx: Tx, region: { regionId: string; serviceName: string }, version: number): Promise<void> {
  await tx.query(
    `INSERT INTO region AS r (id, service_name, version) VALUES ($1, $2, $3)
     ON CONFLICT (id) DO UPDATE SET service_name = excluded.service_name, version = excluded.version WHERE r.version < excluded.version`,
    [region.regionId, region.serviceName, version]);
}

/** The names a greeting needs; null where nobody has told yet. */
export async function namesFor(tx: Tx, regionId: string, staffId: string): Promise<{ serviceName: string | null; staffName: string | null }> {
  const [row] = await tx.query<{ serviceName: string | null; staffName: string | null }>(
    'SELECT (SELECT service_name FROM region WHERE id = $1) AS "serviceName", (SELECT display_name FROM staff WHERE id = $2) AS "staffName"', [regionId, staffId]);
  return row!;
}
