import type { Tx } from '@vardgraf/service-kit/transaction';

/** A case in its holder's hands: taken or started. Held ones wait for the patient and booked visits for their time; a colleague's question is no case of a patient. */
export const inHand = `(kind <> 'CONSULTATION' AND (status = 'IN_PROGRESS' OR (status = 'ACCEPTED' AND kind <> 'SCHEDULED')))`;

/** How many cases the person has in hand as far as is committed; somebody may be taking another. */
export async function countInHand(tx: Tx, regionId: string, staffId: string): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM "case" WHERE region_id = $1 AND taken_by = $2 AND ${inHand}`, [regionId, staffId]);
  return row!.n;
}

/**
 * How many cases the person has in hand. Lets one taking of the person at a time through, until the transaction ends: two at once would both count the same. The case's row is locked before it.
 */
export async function casesInHandOf(tx: Tx, regionId: string, staffId: string): Promise<number> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`cases in hand of ${regionId}/${staffId}`]);
  return countInHand(tx, regionId, staffId);
}
