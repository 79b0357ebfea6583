import type { Tx } from '@vardgraf/service-kit/transaction';

/** Who looks at a card's case now, who came first first (EXP-1). */
export const lookingNow = (card: string): string =>
  `ARRAY(SELECT l.staff_id FROM case_looking l WHERE l.case_id = ${card}.id AND l.looks_till > vardgraf.now() ORDER BY l.since, l.staff_id)`;

/** Keeps that the person looks until the instant; true when they did not look just before. The case's row is locked. */
export async function saveLooking(tx: Tx, caseId: string, staffId: string, till: Date): Promise<boolean> {
  const [before] = await tx.query('SELECT 1 FROM case_looking WHERE case_id = $1 AND staff_id = $2 AND looks_till > vardgraf.now()', [caseId, staffId]);
  await tx.query(
    `INSERT INTO case_looking AS l (case_id, staff_id, since, looks_till) VALUES ($1, $2, vardgraf.now(), $3)
     ON CONFLICT (case_id, staff_id) DO UPDATE SET looks_till = excluded.looks_till, since = CASE WHEN l.looks_till > vardgraf.now() THEN l.since ELSE excluded.since END`,
    [caseId, staffId, till]);
  return !before;
}

/** Takes away who looks no longer; whether there was anybody. The case's row is locked. */
export async function clearLooking(tx: Tx, caseId: string): Promise<boolean> {
  return (await tx.query('DELETE FROM case_looking WHERE case_id = $1 AND looks_till <= vardgraf.now() RETURNING 1', [caseId])).length > 0;
}

/** Nobody looks at a case that is over. The case's row is locked. */
export async function clearAllLooking(tx: Tx, caseId: string): Promise<void> {
  await tx.query('DELETE FROM case_looking WHERE case_id = $1', [caseId]);
}

/** When the first of those who look will not do so any more; null when nobody looks. */
export async function looksOverAt(tx: Tx, caseId: string): Promise<Date | null> {
  const [row] = await tx.query<{ at: Date | null }>('SELECT min(looks_till) AS at FROM case_looking WHERE case_id = $1', [caseId]);
  return row?.at ?? null;
}
