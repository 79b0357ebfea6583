import type { Tx } from '@vardgraf/service-kit/transaction';

/** Who has taken or opened a case, and at which units it is seen. */
export interface CaseAccess {
  caseId: string;
  regionId: string;
  unitIds: string[];
  staffIds: string[];
  closedAt: string | null;
}

/** Keeps what cases says, unless a later event has been here. */
export async function saveCaseAccess(tx: Tx, access: CaseAccess, version: number): Promise<void> {
  await tx.query(
    `INSERT INTO case_access AS a (case_id, region_id, unit_ids, staff_ids, closed_at, version) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (case_id) DO UPDATE SET region_id = excluded.region_id, unit_ids = excluded.unit_ids, staff_ids = excluded.staff_ids,
       closed_at = CASE WHEN excluded.closed_at IS NULL THEN NULL ELSE COALESCE(a.closed_at, excluded.closed_at) END, version = excluded.version
     WHERE a.version < excluded.version`,
    [access.caseId, access.regionId, access.unitIds, access.staffIds, access.closedAt, version]);
}

/** Those of the cases that the staff member has taken or opened, in this commission, and that are open or ended within 24 hours. */
export async function casesInHand(tx: Pick<Tx, 'query'>, reader: { regionId: string; personId: string; unitIds: readonly string[] }, caseIds: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT case_id AS id FROM case_access
      WHERE region_id = $1 AND $2 = ANY(staff_ids) AND unit_ids && $3::text[] AND case_id = ANY($4::text[])
        AND COALESCE(closed_at, 'infinity') > vardgraf.now() - interval '24 hours'`,
    [reader.regionId, reader.personId, reader.unitIds, caseIds]);
  return rows.map((row) => row.id);
}

/** Keeps whether the case waits for somebody to start it, as cases says. */
export async function saveCaseWaiting(tx: Tx, regionId: string, caseId: string, waiting: boolean): Promise<void> {
  await tx.query('UPDATE case_access SET waiting = $3 WHERE region_id = $1 AND case_id = $2', [regionId, caseId, waiting]);
}

/** Whether the case waits, as far as is known here; one of which no event has come does. */
export async function caseWaits(tx: Pick<Tx, 'query'>, regionId: string, caseId: string): Promise<boolean> {
  const [row] = await tx.query<{ waits: boolean }>('SELECT waiting AND closed_at IS NULL AS waits FROM case_access WHERE region_id = $1 AND case_id = $2', [regionId, caseId]);
  return row?.waits ?? true;
}
