import { readNow } from '@vardgraf/service-kit/clock';
import { type Database, read } from '@vardgraf/service-kit/postgres';
import { systemActor } from '@vardgraf/service-kit/actor';
import { transact } from '@vardgraf/service-kit/transaction';
import { checkPacks } from '../domain/check-pack';
import type { Pack } from '../domain/pack';
import { insertPack, makeCurrent, publishedVersions } from '../storage/pack-store';

/**
 * Publishes what is new, and makes these the versions that new sessions get (TRI-3). Unknown content is checked first, which takes seconds.
 * @throws Error with every fault and its path, or when a published version has another content
 */
export async function publishPacks(db: Database, packs: readonly Pack[], check: typeof checkPacks = checkPacks): Promise<void> {
  const published = await publishedVersions({ query: (sql, params) => read(db, sql, params) });
  const same = (pack: Pack): boolean => published.some((v) => v.packId === pack.id && v.semver === pack.semver);
  if (!packs.every(same)) {
    const faults = check(packs, (await readNow(db)).toISOString().slice(0, 10));
    if (faults.length > 0) throw new Error(`the content is not published: ${faults.join('; ')}`);
  }
  await transact(db, systemActor('triage'), async (tx) => {
    for (const pack of packs) await insertPack(tx, pack);
    const stored = await publishedVersions(tx);
    for (const pack of packs) {
      const version = stored.find((v) => v.packId === pack.id && v.semver === pack.semver);
      if (version?.sha256 !== pack.sha256) throw new Error(`${pack.id} ${pack.semver} is published with another content; raise its version`);
    }
    await makeCurrent(tx, packs);
  });
}
