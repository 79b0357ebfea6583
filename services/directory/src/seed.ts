import { systemActor } from '@vardgraf/service-kit/actor';
import { readNow } from '@vardgraf/service-kit/clock';
import { openDatabase } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { dayIn } from './calendar/stockholm';
import type { DirectoryEnv } from './env';
import { publishSettings } from './operations/publish-settings';
import { seedDirectory } from './operations/seed-directory';
import { syntheticDirectory } from './seed/synthetic';
import { settingsOfAllRegions } from './settings/settings-file';

/**
 * Publishes the regions' settings and, outside production, adds the synthetic units and people. Safe to run again: what is there stays.
 * @throws Error with a sentence that says what is wrong with the files
 */
export async function seed(env: Pick<DirectoryEnv, 'DATABASE_URL' | 'REGIONS_DIR' | 'NODE_ENV'>): Promise<void> {
  const versions = settingsOfAllRegions(env.REGIONS_DIR);
  const db = await openDatabase({ url: env.DATABASE_URL, service: 'directory', entities: [] });
  try {
    await transact(db, systemActor('directory'), (tx) => publishSettings(tx, versions));
    if (env.NODE_ENV === 'production') return;
    const synthetic = syntheticDirectory(dayIn(await readNow(db)), new Set(versions.map((version) => version.region)));
    await transact(db, systemActor('directory'), (tx) => seedDirectory(tx, synthetic));
  } finally {
    await db.close();
  }
}
