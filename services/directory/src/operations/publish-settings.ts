import type { Tx } from '@vardgraf/service-kit/transaction';
import { patientIdsAfter } from '../storage/patient-store';
import { addRegion, nextRegionVersion } from '../storage/seed-store';
import { publishSetting, type SettingVersion } from '@vardgraf/service-kit/region-setting';
import { regionSettings } from '../settings/region-settings';
import { announcePatients } from './announce-people';
import { announceUnits } from './announce-units';
import { publishHours } from './publish-hours';

export const announceRegionTimer = 'announce-region';

/**
 * Publishes settings of config/regions, each version once, and tells what follows from new ones now or when their day comes.
 * @throws Error when a version that is published stands in the file with other content
 */
export async function publishSettings(tx: Tx, versions: readonly SettingVersion[]): Promise<void> {
  const now = await tx.now();
  const changed = new Set<string>();
  for (const setting of versions) {
    await addRegion(tx, setting.region);
    const outcome = await publishSetting(tx, setting);
    if (outcome === 'DIFFERENT') {
      throw new Error(`directory: ${setting.key} version ${setting.version} of ${setting.region} is published with other content; give the change a new version`);
    }
    if (outcome === 'KNOWN') continue;
    if (setting.effectiveFrom <= now) changed.add(setting.region);
    else tx.schedule({ kind: announceRegionTimer, aggregateId: setting.region, dueAt: setting.effectiveFrom, payload: { regionId: setting.region } });
  }
  for (const regionId of changed) await announceRegion(tx, regionId);
}

const patientsAtOnce = 500;

/** Tells everything that depends on the region's settings anew: its service's name, functions off and hours of its units, age limits of its patients. */
export async function announceRegion(tx: Tx, regionId: string): Promise<void> {
  const { serviceName } = await regionSettings(tx, regionId);
  tx.emit({ type: 'region.changed', aggregateId: regionId, version: await nextRegionVersion(tx, regionId), regionId, data: { serviceName } });
  await announceUnits(tx, regionId);
  await publishHours(tx, regionId);
  let after: string | undefined;
  do {
    const ids = await patientIdsAfter(tx, regionId, after, patientsAtOnce);
    if (ids.length > 0) await announcePatients(tx, regionId, ids);
    after = ids.length === patientsAtOnce ? ids.at(-1) : undefined;
  } while (after !== undefined);
}
