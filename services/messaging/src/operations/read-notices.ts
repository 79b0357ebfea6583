import type { Database } from '@vardgraf/service-kit/postgres';
import { type RegionSettings, settingsAt } from '../settings/region-settings';
import { type Opening, openingsOf } from '../storage/unit-hours-store';
import { readingOf } from './read-thread';

/** What stands beside a unit's conversations, and when the unit is open. */
export interface Notices extends Pick<RegionSettings, 'answerNotice' | 'emergencyNotice'> {
  /** Null while nobody has told the unit's hours. */
  opening: Opening | null;
}

/** The units' notices as of now, in their order; two statements (MSG-5, TRI-4). */
export async function readNotices(db: Database, regionId: string, unitIds: readonly string[]): Promise<Notices[]> {
  const reading = readingOf(db);
  const [settings, openings] = [await settingsAt(reading, regionId, unitIds), await openingsOf(reading, regionId, unitIds)];
  return unitIds.map((unitId) => ({ ...settings.get(unitId)!, opening: openings.find((opening) => opening.unitId === unitId) ?? null }));
}
