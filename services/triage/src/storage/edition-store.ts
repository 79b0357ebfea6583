import type { Tx } from '@vardgraf/service-kit/transaction';

/** A published version; without a semver what new sessions get. */
export async function editionOf(tx: Pick<Tx, 'query'>, packId: string, semver: string | undefined): Promise<{ sha256: string; current: boolean; publishedAt: Date } | undefined> {
  const [row] = await tx.query<{ sha256: string; current: boolean; publishedAt: Date }>(
    `SELECT sha256, current, published_at AS "publishedAt" FROM pack WHERE pack_id = $1 AND (semver = $2 OR ($2::text IS NULL AND current))`, [packId, semver ?? null]);
  return row;
}
