import type { Tx } from '@vardgraf/service-kit/transaction';
import type { BookingSettings } from '../domain/settings';
import { settingsInForce } from '../storage/setting-store';
import { settingsFrom } from './settings-file';

/**
 * The region's settings as of now, with the unit's own where it has them; read in the transaction that acts on them.
 * @throws Error when a setting has never been published for the region: the seed has not run
 */
export async function regionSettings(tx: Pick<Tx, 'query'>, regionId: string, unitId?: string): Promise<BookingSettings> {
  const rows = await settingsInForce(tx, regionId, unitId);
  return settingsFrom((key) => {
    const row = rows.find((candidate) => candidate.key === key);
    if (!row) throw new Error(`booking: region ${regionId} has no ${key} in force; seed it from config/regions/${regionId}/booking.yaml`);
    return row.value;
  });
}
