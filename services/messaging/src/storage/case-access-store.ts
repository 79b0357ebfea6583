import type { Tx } from '@vardgraf/service-kit/transaction';

/** Who has taken or opened a case, and at which units it is seen. */
export interface CaseAccess {
  caseId: string;
  regionId: string;
  unitIds: string[];
  staffIds: string[];
  takenBy: string | null;
  closedAt: string | null;
}

/** A staff member in one commission, as SQL asks. */
export interface StaffReader {
  regionId: string;
  personId: string;
  unitIds: readonly string[];
}

/** Keeps what cases says; false when a later event has been here. */
export async function saveCaseAccess(tx: Tx, access: CaseAccess, version: number): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO case_access AS a (case_id, region_id, unit_ids, staff_ids, taken_by, closed_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (case_id) DO UPDATE SET region_id = excluded.region_id, unit_ids = excluded.unit_ids, staff_ids = excluded.staff_ids, taken_by = excluded.taken_by,
       closed_at = CASE WHEN excluded.closed_at IS NULL THEN NULL ELSE COALESCE(a.closed_at, excluded.closed_at) END, version = excluded.version
     WHERE a.version < excluded.version RETURNING 1`,
    [access.caseId, access.regionId, access.unitIds, access.staffIds, access.takenBy, access.closedAt, version]);
  return rows.length === 1;
}

/** Who asks may read a consultation for as long as who was asked. */
const stillRead = (thread: string): string => `NOT EXISTS (SELECT 1 FROM case_access o WHERE o.case_id = ${thread}.case_id AND o.closed_at <= vardgraf.now() - interval '24 hours')`;
const hasAbout = (thread: string): string =>
  `EXISTS (SELECT 1 FROM case_access b WHERE b.case_id = ${thread}.about_case_id AND b.region_id = $1 AND b.taken_by = $2 AND b.closed_at IS NULL AND b.unit_ids && $3::text[])`;

/**
 * How a staff member stands to the case of a thread and to its work items: nulls without a relation. They have taken or opened it, in this
 * commission, and it is open or ended within 24 hours, as cases itself lets them read. `asks`: they are the side that asks in a consultation, for as
 * long (CON-1): who asked, and who has the case about which it asks by now. Parameters: $1 region, $2 person, $3 units.
 */
export const staffRelation = (thread: string): string =>
  `SELECT CASE WHEN count(*) > 0 THEN COALESCE(bool_or(a.taken_by = $2), false) END AS holds, COALESCE(bool_or(a.taken_by = $2 AND a.closed_at IS NULL), false) AS "inHand",
          ${thread}.kind = 'CONSULTATION' AND ${stillRead(thread)} AND ((${thread}.asked_by = $2 AND ${thread}.asking_unit_id = ANY($3))
            OR (NOT COALESCE(bool_or(a.taken_by = $2), false) AND ${hasAbout(thread)})) AS asks
     FROM case_access a
    WHERE a.region_id = $1 AND a.case_id IN (SELECT ${thread}.case_id UNION ALL SELECT k.case_id FROM case_kind k WHERE k.linked_case_id = ${thread}.case_id)
      AND $2 = ANY(a.staff_ids) AND a.unit_ids && $3::text[] AND COALESCE(a.closed_at, 'infinity') > vardgraf.now() - interval '24 hours'`;

/** The same for one thread; undefined without a relation. */
export async function relationOf(tx: Tx, reader: StaffReader, threadId: string): Promise<{ holds: boolean; inHand: boolean; asks: boolean } | undefined> {
  const [row] = await tx.query<{ holds: boolean | null; inHand: boolean; asks: boolean }>(
    `SELECT relation.* FROM thread t CROSS JOIN LATERAL (${staffRelation('t')}) AS relation WHERE t.id = $4`, [reader.regionId, reader.personId, reader.unitIds, threadId]);
  return row && (row.holds !== null || row.asks) ? { holds: row.holds ?? false, inHand: row.inHand, asks: row.asks } : undefined;
}
