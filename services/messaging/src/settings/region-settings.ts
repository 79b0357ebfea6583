import type { Tx } from '@vardgraf/service-kit/transaction';
import type { z } from 'zod';
import { settingsInForce } from '../storage/setting-store';
import { type SettingKey, settingSchemas } from './setting-schemas';

/** What people are told at a unit now. */
export interface RegionSettings {
  greeting: z.output<(typeof settingSchemas)['greeting']>;
  answerNotice: z.output<(typeof settingSchemas)['answer-notice']>;
  emergencyNotice: z.output<(typeof settingSchemas)['emergency-notice']>;
}

/**
 * The settings at each of the units as of now, in one statement; the unit's own before the region's.
 * @throws Error when a setting has never been published for the region: the seed has not run
 */
export async function settingsAt(reading: Pick<Tx, 'query'>, regionId: string, unitIds: readonly string[]): Promise<Map<string, RegionSettings>> {
  const rows = await settingsInForce(reading, regionId, unitIds);
  return new Map(unitIds.map((unitId) => {
    const setting = <K extends SettingKey>(key: K): z.output<(typeof settingSchemas)[K]> => {
      const row = rows.find((candidate) => candidate.unitId === unitId && candidate.key === key);
      if (!row) throw new Error(`messaging: region ${regionId} has no ${key} in force; seed it from config/regions/${regionId}/messaging.yaml`);
      return settingSchemas[key].parse(row.value) as z.output<(typeof settingSchemas)[K]>;
    };
    return [unitId, { greeting: setting('greeting'), answerNotice: setting('answer-notice'), emergencyNotice: setting('emergency-notice') }];
  }));
}
