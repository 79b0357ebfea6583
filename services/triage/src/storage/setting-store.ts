import type { SettingVersion } from '@vardgraf/service-kit/region-setting';
import type { Tx } from '@vardgraf/service-kit/transaction';

export type SettingInForce = Pick<SettingVersion, 'key' | 'value'>;

/** What is in force in the region at the clock's now: of each key the newest version whose day has come. */
export async function settingsInForce(tx: Pick<Tx, 'query'>, regionId: string): Promise<SettingInForce[]> {
  return tx.query<SettingInForce>(
    `SELECT DISTINCT ON (key) key, value FROM region_setting
      WHERE region = $1 AND unit IS NULL AND effective_from <= vardgraf.now()
      ORDER BY key, effective_from DESC, version DESC`,
    [regionId],
  );
}
