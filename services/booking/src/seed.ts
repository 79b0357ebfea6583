import { systemActor } from '@vardgraf/service-kit/actor';
import { readNow } from '@vardgraf/service-kit/clock';
import type { ServiceEnv } from '@vardgraf/service-kit/env';
import { openDatabase } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import type { BookingSettings } from './domain/settings';
import { publishSettings } from '@vardgraf/service-kit/region-setting';
import { seedSlots } from './operations/seed-slots';
import { demoSlots } from './seed/demo-slots';
import { settingsOfAllRegions } from './settings/settings-file';

/**
 * Publishes the regions' settings of booking and, outside production, free times of some units over the next two weeks. Safe to run again: what is
 * there stays, days that have come nearer get their times, and a changed version of a setting is refused.
 */
export async function seed(env: Pick<ServiceEnv, 'DATABASE_URL' | 'REGIONS_DIR' | 'NODE_ENV'>): Promise<void> {
  const versions = settingsOfAllRegions(env.REGIONS_DIR);
  const db = await openDatabase({ url: env.DATABASE_URL, service: 'booking', entities: [] });
  try {
    await transact(db, systemActor('booking'), (tx) => publishSettings(tx, versions));
    if (env.NODE_ENV === 'production') return;
    const lengths = new Map(versions.filter((v) => v.key === 'slot-length' && v.unit === null).map((v) => [v.region, (v.value as BookingSettings['slotLength']).default]));
    const slots = demoSlots(await readNow(db), (region) => lengths.get(region)!);
    await transact(db, systemActor('booking'), (tx) => seedSlots(tx, slots));
  } finally {
    await db.close();
  }
}
