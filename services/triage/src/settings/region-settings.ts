import type { Tx } from '@vardgraf/service-kit/transaction';
import type { TriageSettings } from '../domain/settings';
import { settingsInForce } from '../storage/setting-store';
import { settingsFrom } from './settings-file';

/**
 * The region's settings as of now.
 * @throws Error when a setting has never been published for the region: the seed has not run
 */
export async function regionSettings(tx: Pick<Tx, 'query'>, regionId: string): Promise<TriageSettings> {
  const rows = await settingsInForce(tx, regionId);
  return settingsFrom((key) => {
    const row = rows.find((candidate) => candidate.key === key);
    if (!row) throw new Error(`triage: region ${regionId} has no ${key} in force; seed it from config/regions/${regionId}/triage.yaml`);
    return row.value;
  });
}
