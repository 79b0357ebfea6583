import type { SettingVersion } from '@vardgraf/service-kit/region-setting';
import * as files from '@vardgraf/service-kit/region-settings-file';
import { type SettingKey, settingSchemas } from './setting-schemas';

/** What config/regions/<id>/messaging.yaml may say. */
const contract: files.SettingsContract<SettingKey> = { service: 'messaging', schemas: settingSchemas };

/** Every region's settings of messaging. @throws Error with every fault of the first broken file, each with its path */
export const settingsOfAllRegions = (regionsDir: string): SettingVersion<SettingKey>[] => files.settingsOfAllRegions(contract, regionsDir);

/** One region's settings of messaging. @throws Error with every fault and its path */
export const settingsOfRegion = (region: string, yaml: string): SettingVersion<SettingKey>[] => files.settingsOfRegion(contract, region, yaml);
