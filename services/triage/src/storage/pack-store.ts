import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Pack } from '../domain/pack';

export interface PackVersion {
  packId: string;
  semver: string;
  sha256: string;
}

export interface PublishedVersion extends PackVersion {
  demonstration: boolean;
  current: boolean;
  publishedAt: Date;
}

const columns = 'pack_id AS "packId", semver, sha256';

/** Every published version, the newest of each complaint first. */
export async function publishedVersions(tx: Pick<Tx, 'query'>, packId?: string): Promise<PublishedVersion[]> {
  return tx.query<PublishedVersion>(
    `SELECT ${columns}, (content ->> 'demonstration')::boolean AS demonstration, current, published_at AS "publishedAt" FROM pack
      WHERE $1::text IS NULL OR pack_id = $1 ORDER BY pack_id, string_to_array(semver, '.')::int[] DESC`, [packId ?? null]);
}

/** Publishes a version once; another process may just have done it. */
export async function insertPack(tx: Tx, pack: Pack, origin: 'DISK' | 'GRAPH' = 'DISK'): Promise<void> {
  await tx.query('INSERT INTO pack (pack_id, semver, sha256, content, current, origin) VALUES ($1, $2, $3, $4::jsonb, false, $5) ON CONFLICT DO NOTHING', [
    pack.id, pack.semver, pack.sha256, JSON.stringify(pack), origin,
  ]);
}

/** Nobody else publishes until the end of this transaction; reading goes on. */
export async function lockPacks(tx: Tx): Promise<void> {
  await tx.query('LOCK TABLE pack IN SHARE ROW EXCLUSIVE MODE');
}

/** From now on new sessions get these versions, except of a complaint that an editor has published a newer one of; complaints left out are no longer offered. */
export async function makeCurrent(tx: Tx, versions: readonly { id: string; semver: string }[]): Promise<void> {
  const params = [versions.map((v) => v.id), versions.map((v) => v.semver)];
  const wanted = 'SELECT * FROM unnest($1::text[], $2::text[]) AS wanted (id, semver)';
  await lockPacks(tx);
  await tx.query(
    `UPDATE pack SET current = false WHERE current AND NOT EXISTS (${wanted} WHERE wanted.id = pack_id AND wanted.semver = pack.semver)
        AND (origin = 'DISK' OR EXISTS (${wanted} WHERE wanted.id = pack_id AND string_to_array(wanted.semver, '.')::int[] > string_to_array(pack.semver, '.')::int[]))`, params);
  await tx.query(
    `UPDATE pack SET current = true WHERE NOT current AND (pack_id, semver) IN (${wanted})
        AND NOT EXISTS (SELECT 1 FROM pack AS newer WHERE newer.pack_id = pack.pack_id AND newer.current)`, params);
}

/** From now on new sessions of this complaint get this version; under the lock. */
export async function makeCurrentOf(tx: Tx, { id, semver }: { id: string; semver: string }): Promise<void> {
  await tx.query('UPDATE pack SET current = false WHERE current AND pack_id = $1 AND semver <> $2', [id, semver]);
  await tx.query('UPDATE pack SET current = true WHERE NOT current AND pack_id = $1 AND semver = $2', [id, semver]);
}

/** What new sessions get. */
export async function currentVersions(tx: Pick<Tx, 'query'>): Promise<PackVersion[]> {
  return tx.query<PackVersion>(`SELECT ${columns} FROM pack WHERE current ORDER BY pack_id`);
}

/** The contents of versions by their hash. */
export async function packsByHash(tx: Pick<Tx, 'query'>, hashes: readonly string[]): Promise<Pack[]> {
  return (await tx.query<{ content: Pack }>('SELECT content FROM pack WHERE sha256 = ANY($1)', [hashes])).map((row) => row.content);
}
