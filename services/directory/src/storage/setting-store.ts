import type { SettingVersion } from '@vardgraf/service-kit/region-setting';
import { select, type Where } from './where';

export type SettingInForce = Pick<SettingVersion, 'unit' | 'key' | 'value'>;

/** What is in force at the clock's now, for the region and for each unit that has its own: of each the newest version whose day has come. */
export async function settingsInForce(where: Where, regionId: string): Promise<SettingInForce[]> {
  return select<SettingInForce>(
    where,
    `SELECT DISTINCT ON (key, unit) unit, key, value
       FROM region_setting
      WHERE region = $1 AND effective_from <= vardgraf.now()
      ORDER BY key, unit, effective_from DESC, version DESC`,
    [regionId],
  );
}
