import type { Tx } from '@vardgraf/service-kit/transaction';
import type { z } from 'zod';
import type { EscalationPolicy } from '../domain/escalation-policy';
import type { PriorityScheme } from '../domain/priority-scheme';
import type { TakeTimeout } from '../domain/take-timeout';
import { settingsInForce } from '../storage/setting-store';
import { type SettingKey, settingSchemas } from './setting-schemas';

/** What decides about a unit's cases now. */
export interface RegionSettings {
  scheme: PriorityScheme;
  escalation: EscalationPolicy;
  takeTimeout: TakeTimeout;
}

/**
 * The region's settings as of now, with the unit's own where it has them; read in the transaction that acts on them.
 * @throws Error when a setting has never been published for the region: the seed has not run
 */
export async function regionSettings(tx: Pick<Tx, 'query'>, regionId: string, unitId?: string): Promise<RegionSettings> {
  const rows = await settingsInForce(tx, regionId, unitId);
  const setting = <K extends SettingKey>(key: K): { unit: string | null; version: number; value: z.infer<(typeof settingSchemas)[K]> } => {
    const row = rows.find((candidate) => candidate.key === key);
    if (!row) throw new Error(`cases: region ${regionId} has no ${key} in force; seed it from config/regions/${regionId}/cases.yaml`);
    return { ...row, value: settingSchemas[key].parse(row.value) as z.infer<(typeof settingSchemas)[K]> };
  };
  const escalation = setting('escalation-steps');
  return {
    scheme: setting('priority-scheme').value,
    escalation: { regionId, unitId: escalation.unit, version: escalation.version, steps: escalation.value },
    takeTimeout: setting('take-timeout').value,
  };
}
