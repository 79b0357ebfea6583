import { systemActor } from '@vardgraf/service-kit/actor';
import { openDatabase } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { publishSettings } from '@vardgraf/service-kit/region-setting';
import { settingsOfAllRegions } from './settings/settings-file';

/** Publishes the regions' settings of oversight. Safe to run again: what is published stays, and a changed version is refused. */
export async function seed(env: { DATABASE_URL: string; REGIONS_DIR: string }): Promise<void> {
  const versions = settingsOfAllRegions(env.REGIONS_DIR);
  const db = await openDatabase({ url: env.DATABASE_URL, service: 'oversight', entities: [] });
  try {
    await transact(db, systemActor('oversight'), (tx) => publishSettings(tx, versions));
  } finally {
    await db.close();
  }
}
