import type { SettingVersion } from '@vardgraf/service-kit/region-setting';
import type { Tx } from '@vardgraf/service-kit/transaction';

export type SettingInForce = Pick<SettingVersion, 'key' | 'value'> & { unitId: string };

/** What is in force at the clock's now for each of the units: its own before the region's, of each the newest version whose day has come. */
export async function settingsInForce(reading: Pick<Tx, 'query'>, regionId: string, unitIds: readonly string[]): Promise<SettingInForce[]> {
  return reading.query<SettingInForce & Record<string, unknown>>(
    `SELECT DISTINCT ON (asked.id, key) asked.id AS "unitId", key, value
       FROM unnest($2::text[]) AS asked(id) JOIN region_setting ON region = $1 AND (unit IS NULL OR unit = asked.id) AND effective_from <= vardgraf.now()
      ORDER BY asked.id, key, unit NULLS LAST, effective_from DESC, version DESC`,
    [regionId, unitIds]);
}
