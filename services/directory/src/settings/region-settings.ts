import type { AgeGates } from '../domain/age-gate';
import { type CareFunction, functionsOffAt } from '../domain/care-function';
import type { WeeklyHours } from '../domain/opening-hours';
import { latestSwitches } from '../storage/function-switch-store';
import { settingsInForce } from '../storage/setting-store';
import type { Where } from '../storage/where';
import { type SettingKey, settingSchemas, type SettingValue } from './setting-schemas';

/** What is configured for a region as of now, with what its units have for themselves. */
export interface RegionSettings {
  regionId: string;
  name: string;
  serviceName: string;
  ageGates: AgeGates;
  /** Whether people with protected identity are handled digitally (SAF-3). */
  protectedIdentity: { handled: boolean };
  otherWays: { sv: string; en: string };
  /** Off in the whole region. */
  functionsOff: CareFunction[];
  /** Off at the unit, by the region or by itself (DIR-7). */
  functionsOffAt(unitId: string): CareFunction[];
  /** Off by the unit's own choice alone. */
  ownFunctionsOff(unitId: string): CareFunction[];
  /** The hours a unit has when it keeps none of its own. */
  hoursOf(unitId: string): WeeklyHours;
  /** When consultations from telephone triage are read there (CON-3). */
  dutyHoursOf(unitId: string): WeeklyHours;
}

/**
 * The settings in force now. A switch made over the graph goes before the published 'functions-off'.
 * @throws Error when a setting has never been published for the region: the seed has not run
 */
export async function regionSettings(where: Where, regionId: string): Promise<RegionSettings> {
  const rows = await settingsInForce(where, regionId);
  const switches = await latestSwitches(where, regionId);
  const value = <K extends SettingKey>(key: K, unitId: string | null): SettingValue<K> | undefined => {
    const row = rows.find((candidate) => candidate.key === key && candidate.unit === unitId);
    return row && (settingSchemas[key].parse(row.value) as SettingValue<K>);
  };
  const ofRegion = <K extends SettingKey>(key: K): SettingValue<K> => {
    const found = value(key, null);
    if (found === undefined) throw new Error(`directory: region ${regionId} has no ${key} in force; seed it from config/regions/${regionId}/directory.yaml`);
    return found;
  };
  const off = (unitId: string | null): CareFunction[] => {
    const published = value('functions-off', unitId) ?? [];
    const switched = switches.filter((s) => s.unitId === unitId);
    const undone = switched.filter((s) => s.on).map((s) => s.fn);
    return functionsOffAt(published.filter((fn) => !undone.includes(fn)), switched.filter((s) => !s.on).map((s) => s.fn));
  };
  const names = ofRegion('names');
  const functionsOff = off(null);
  return {
    regionId,
    name: names.region,
    serviceName: names.service,
    ageGates: ofRegion('age-gates'),
    protectedIdentity: value('protected-identity', null) ?? { handled: false },
    otherWays: ofRegion('other-ways'),
    functionsOff,
    functionsOffAt: (unitId) => functionsOffAt(functionsOff, off(unitId)),
    ownFunctionsOff: (unitId) => off(unitId),
    hoursOf: (unitId) => value('opening-hours', unitId) ?? ofRegion('opening-hours'),
    dutyHoursOf: (unitId) => value('duty-hours', unitId) ?? ofRegion('duty-hours'),
  };
}
