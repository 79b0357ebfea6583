import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { SettingVersion } from './region-setting';

/** What a service lets its regions set: every key with its schema, and what may stand in its place. */
export interface SettingsContract<K extends string> {
  /** The file's name without `.yaml`; also the service's. */
  service: string;
  schemas: Record<K, z.ZodType>;
  /** Values that a file may call by name, by key. */
  named?: Partial<Record<K, Record<string, unknown>>>;
  /** Keys that a unit may have of its own; all when left out. */
  unitKeys?: readonly K[];
  /** Faults that show only when all settings of a region are seen together. */
  check?: (versions: SettingVersion<K>[]) => string[];
}

/**
 * Reads config/regions/<id>/<service>.yaml of every region; the folder's name is the region's id.
 * @throws Error with every fault of the first broken file, each with its path
 */
export function settingsOfAllRegions<K extends string>(contract: SettingsContract<K>, regionsDir: string): SettingVersion<K>[] {
  const fileOf = (region: string) => join(regionsDir, region, `${contract.service}.yaml`);
  return readdirSync(regionsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(fileOf(entry.name)))
    .flatMap((entry) => settingsOfRegion(contract, entry.name, readFileSync(fileOf(entry.name), 'utf8')));
}

/** One region's published settings, names spelled out. @throws Error with every fault and its path */
export function settingsOfRegion<K extends string>(contract: SettingsContract<K>, region: string, yaml: string): SettingVersion<K>[] {
  const keys = Object.keys(contract.schemas) as K[];
  const broken = (faults: string[]) => new Error(`config/regions/${region}/${contract.service}.yaml: ${faults.join('; ')}`);
  const outer = fileOf(keys).safeParse(parse(yaml));
  if (!outer.success) throw broken(outer.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const faults: string[] = [];
  const versions = outer.data.settings.map((setting, i): SettingVersion<K> => {
    const key = setting.key as K;
    const spelledOut = typeof setting.value === 'string' ? (contract.named?.[key]?.[setting.value] ?? setting.value) : setting.value;
    const inner = contract.schemas[key].safeParse(spelledOut);
    if (!inner.success) faults.push(...inner.error.issues.map((issue) => `${['settings', i, 'value', ...issue.path].join('.')} (${key}): ${issue.message}`));
    if (setting.unit && contract.unitKeys && !contract.unitKeys.includes(key)) faults.push(`settings.${i}.unit: ${key} is for the whole region`);
    return { region, unit: setting.unit ?? null, key, version: setting.version, effectiveFrom: new Date(setting.effectiveFrom), value: inner.data };
  });
  const missing = keys.filter((key) => !versions.some((version) => version.key === key && version.unit === null));
  if (missing.length > 0) faults.push(`the region has no ${missing.join(', ')}`);
  if (faults.length === 0) faults.push(...(contract.check?.(versions) ?? []));
  if (faults.length > 0) throw broken(faults);
  return versions;
}

function fileOf(keys: string[]) {
  return z.strictObject({
    settings: z.array(z.strictObject({
      key: z.enum(keys as [string, ...string[]]),
      /** Only for a unit that differs from its region. */
      unit: z.string().min(1).optional(),
      version: z.number().int().positive(),
      effectiveFrom: z.iso.datetime(),
      value: z.unknown(),
    })),
  });
}
