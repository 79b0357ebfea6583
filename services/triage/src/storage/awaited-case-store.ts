import type { Tx } from '@vardgraf/service-kit/transaction';

/** Notes that the case a session asked for stands. */
export async function caseStands(tx: Tx, caseId: string): Promise<void> {
  await tx.query('UPDATE session SET case_stands = true WHERE case_id::text = $1 AND NOT case_stands', [caseId]);
}

/** How many sessions that telephone triage was to submit as an assignment have waited for it longer than so many seconds; after a week nobody looks any more. */
export async function assignmentsAwaited(tx: Pick<Tx, 'query'>, longerThanSeconds: number): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM session
      WHERE actor_kind = 'PARTNER' AND status = 'FINISHED' AND outcome->>'disposition' = 'CONSULTATION' AND case_id IS NULL
        AND finished_at < vardgraf.now() - $1::int * interval '1 second' AND finished_at > vardgraf.now() - interval '7 days'`,
    [longerThanSeconds]);
  return row!.n;
}

/** How many accepted sessions have waited more than so many seconds for their case. */
export async function casesAwaited(tx: Pick<Tx, 'query'>, longerThanSeconds: number): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM session
      WHERE case_id IS NOT NULL AND NOT case_stands AND finished_at < vardgraf.now() - $1::int * interval '1 second'`,
    [longerThanSeconds]);
  return row!.n;
}
