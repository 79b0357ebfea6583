import type { SettingVersion } from '@vardgraf/service-kit/region-setting';
import * as files from '@vardgraf/service-kit/region-settings-file';
import type { z } from 'zod';
import type { TriageSettings } from '../domain/settings';
import { namedSettings, type SettingKey, settingSchemas } from './setting-schemas';

/** What config/regions/<id>/triage.yaml may say. */
const contract: files.SettingsContract<SettingKey> = { service: 'triage', schemas: settingSchemas, named: namedSettings };

/** Every region's settings of triage. @throws Error with every fault of the first broken file, each with its path */
export const settingsOfAllRegions = (regionsDir: string): SettingVersion<SettingKey>[] => files.settingsOfAllRegions(contract, regionsDir);

/** One region's settings of triage, names spelled out. @throws Error with every fault and its path */
export const settingsOfRegion = (region: string, yaml: string): SettingVersion<SettingKey>[] => files.settingsOfRegion(contract, region, yaml);

/** The settings that values by key make; a key that is missing is a fault of the seed. */
export function settingsFrom(valueOf: (key: SettingKey) => unknown): TriageSettings {
  const parsed = <K extends SettingKey>(key: K): z.output<(typeof settingSchemas)[K]> => settingSchemas[key].parse(valueOf(key)) as z.output<(typeof settingSchemas)[K]>;
  return {
    scheme: parsed('priority-scheme'),
    routes: parsed('routes'),
    closedUnit: parsed('closed-unit'),
    suicidalNow: parsed('suicidal-now'),
    leftSessions: parsed('left-sessions'),
    assistedTriage: parsed('assisted-triage'),
    contacts: parsed('contacts'),
    otherRegionsFrom: parsed('other-regions-from'),
    protectedIdentity: parsed('protected-identity'),
  };
}
