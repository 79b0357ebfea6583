import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Pack } from '../domain/pack';

export interface PackVersion {
  packId: string;
  semver: string;
  sha256: string;
}

const columns = 'pack_id AS "packId", semver, sha256';

/** Every published version. */
export async function publishedVersions(tx: Pick<Tx, 'query'>): Promise<PackVersion[]> {
  return tx.query<PackVersion>(`SELECT ${columns} FROM pack`);
}

/** Publishes a version once; another process may just have done it. */
export async function insertPack(tx: Tx, pack: Pack): Promise<void> {
  await tx.query('INSERT INTO pack (pack_id, semver, sha256, content, current) VALUES ($1, $2, $3, $4::jsonb, false) ON CONFLICT DO NOTHING', [
    pack.id, pack.semver, pack.sha256, JSON.stringify(pack),
  ]);
}

/** From now on new sessions get exactly these versions. */
export async function makeCurrent(tx: Tx, versions: readonly { id: string; semver: string }[]): Promise<void> {
  const wanted = `(pack_id, semver) IN (SELECT * FROM unnest($1::text[], $2::text[]))`;
  const params = [versions.map((v) => v.id), versions.map((v) => v.semver)];
  await tx.query(`LOCK TABLE pack IN SHARE ROW EXCLUSIVE MODE`);
  await tx.query(`UPDATE pack SET current = false WHERE current AND NOT ${wanted}`, params);
  await tx.query(`UPDATE pack SET current = true WHERE NOT current AND ${wanted}`, params);
}

/** What new sessions get. */
export async function currentVersions(tx: Pick<Tx, 'query'>): Promise<PackVersion[]> {
  return tx.query<PackVersion>(`SELECT ${columns} FROM pack WHERE current ORDER BY pack_id`);
}

/** The contents of versions by their hash. */
export async function packsByHash(tx: Pick<Tx, 'query'>, hashes: readonly string[]): Promise<Pack[]> {
  return (await tx.query<{ content: Pack }>('SELECT content FROM pack WHERE sha256 = ANY($1)', [hashes])).map((row) => row.content);
}
