import type { SettingVersion } from '@vardgraf/service-kit/region-setting';
import * as files from '@vardgraf/service-kit/region-settings-file';
import type { z } from 'zod';
import type { BookingSettings } from '../domain/settings';
import { namedSettings, type SettingKey, settingSchemas } from './setting-schemas';

/** What config/regions/<id>/booking.yaml may say. */
const contract: files.SettingsContract<SettingKey> = { service: 'booking', schemas: settingSchemas, named: namedSettings };

/** Every region's settings of booking. @throws Error with every fault of the first broken file, each with its path */
export const settingsOfAllRegions = (regionsDir: string): SettingVersion<SettingKey>[] => files.settingsOfAllRegions(contract, regionsDir);

/** One region's settings of booking, names spelled out. @throws Error with every fault and its path */
export const settingsOfRegion = (region: string, yaml: string): SettingVersion<SettingKey>[] => files.settingsOfRegion(contract, region, yaml);

/** The settings that values by key make; a key that is missing is a fault of the seed. */
export function settingsFrom(valueOf: (key: SettingKey) => unknown): BookingSettings {
  const parsed = <K extends SettingKey>(key: K): z.output<(typeof settingSchemas)[K]> => settingSchemas[key].parse(valueOf(key)) as z.output<(typeof settingSchemas)[K]>;
  return {
    visitBy: parsed('visit-by') as BookingSettings['visitBy'],
    ticketValidity: parsed('ticket-validity'),
    visitTypes: parsed('visit-types') as BookingSettings['visitTypes'],
    changeUntilMinutes: parsed('change-until-minutes'),
    ticketHolder: parsed('ticket-holder'),
    unitChoice: parsed('unit-choice'),
    slotLength: parsed('slot-length'),
    protectedIdentity: parsed('protected-identity'),
  };
}
