import type { SettingVersion } from '@vardgraf/service-kit/region-setting';
import type { Tx } from '@vardgraf/service-kit/transaction';

export type SettingInForce = Pick<SettingVersion, 'unit' | 'key' | 'version' | 'value'>;

/** What is in force at the clock's now: the unit's own before the region's, of each the newest version whose day has come. */
export async function settingsInForce(tx: Pick<Tx, 'query'>, regionId: string, unitId: string | undefined): Promise<SettingInForce[]> {
  return tx.query<SettingInForce>(
    `SELECT DISTINCT ON (key) unit, key, version, value
       FROM region_setting
      WHERE region = $1 AND (unit IS NULL OR unit = $2) AND effective_from <= (SELECT vardgraf.now())
      ORDER BY key, unit NULLS LAST, effective_from DESC, version DESC`,
    [regionId, unitId ?? null],
  );
}
