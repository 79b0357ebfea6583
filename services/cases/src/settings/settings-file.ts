import type { SettingVersion } from '@vardgraf/service-kit/region-setting';
import * as files from '@vardgraf/service-kit/region-settings-file';
import type { HandoverTimeout } from '../domain/handover-timeout';
import { levelOf, type PriorityScheme } from '../domain/priority-scheme';
import type { SuicideRiskTimes } from '../domain/suicide-risk-clock';
import type { TakeTimeout } from '../domain/take-timeout';
import { namedSettings, type SettingKey, settingSchemas } from './setting-schemas';

/** What config/regions/<id>/cases.yaml may say. */
const contract: files.SettingsContract<SettingKey> = { service: 'cases', schemas: settingSchemas, named: namedSettings, check: unknownLevels };

/** Every region's settings of cases. @throws Error with every fault of the first broken file, each with its path */
export const settingsOfAllRegions = (regionsDir: string): SettingVersion<SettingKey>[] => files.settingsOfAllRegions(contract, regionsDir);

/** One region's settings of cases, names spelled out. @throws Error with every fault and its path */
export const settingsOfRegion = (region: string, yaml: string): SettingVersion<SettingKey>[] => files.settingsOfRegion(contract, region, yaml);

/** A time-out for a level that no scheme of the region has would never run: a misspelling. */
function unknownLevels(versions: SettingVersion[]): string[] {
  const schemes = versions.filter((v) => v.key === 'priority-scheme').map((v) => v.value as PriorityScheme);
  return versions.flatMap((v) => levelsNamed(v)
    .filter((code) => !schemes.some((scheme) => levelOf(scheme, code)?.makesCase))
    .map((code) => `${v.key}: ${code} is no level that makes a case`));
}

function levelsNamed(v: SettingVersion): string[] {
  switch (v.key) {
    case 'take-timeout':
      return Object.keys(v.value as TakeTimeout);
    case 'handover-timeout':
      return Object.keys((v.value as HandoverTimeout).minutes);
    case 'suicide-risk': {
      const { alarm, silent } = v.value as SuicideRiskTimes;
      return [...Object.keys(alarm.minutes), ...Object.keys(silent.byLevel)];
    }
    default:
      return [];
  }
}
