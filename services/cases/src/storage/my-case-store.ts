import { type Database, read } from '@vardgraf/service-kit/postgres';
import { type MyCase, myCaseFacts } from '../domain/my-case';
import { askedAtOf } from './recheck-store';
import { caseColumns } from './case-row';

/** The patient's own, or a child's for as long as it is under the limit (SAF-4). Parameters: $1 region, $2 person. */
const ownCase = `c.region_id = $1 AND (c.patient_id = $2
  OR c.patient_id IN (SELECT p.patient_id FROM patient_relation p WHERE p.guardian_ids @> ARRAY[$2] AND p.proxy_until > vardgraf.now()))`;

/** Work items are staff's list, not another case of the patient's. */
const listed = `c.kind NOT IN ('MESSAGE', 'CONSULTATION') AND (${ownCase})`;
const select = `SELECT ${caseColumns('c', myCaseFacts)}, ${askedAtOf('c')} AS "recheckAskedAt", vardgraf.now() AS "asOf" FROM "case" c WHERE ${listed}`;

const newestFirst = 'ORDER BY c.created_at DESC, c.id DESC LIMIT 200';

/** Ids of the cases that {@link casesOfPerson} gives, in its order; a subquery. */
export const casesOfPersonKeys = `SELECT c.id::text FROM "case" c WHERE ${listed} ${newestFirst}`;

/** Cases of the person and of the children they may act for, newest first. */
export async function casesOfPerson(db: Database, regionId: string, personId: string): Promise<MyCase[]> {
  return read(db, `${select} ${newestFirst}`, [regionId, personId]);
}

/** Those of the cases that are the person's own or a child's. */
export async function casesOfPersonById(db: Database, regionId: string, personId: string, ids: readonly string[]): Promise<MyCase[]> {
  return read(db, `${select} AND c.id = ANY($3::uuid[])`, [regionId, personId, ids]);
}

/** Whether the person is the patient, or a guardian of a child under the limit, and there is a case. */
export async function hasOwnCase(db: Database, regionId: string, personId: string, patientId: string): Promise<boolean> {
  const rows = await read(db, `SELECT 1 FROM "case" c WHERE ${ownCase} AND c.patient_id = $3 LIMIT 1`, [regionId, personId, patientId]);
  return rows.length === 1;
}
