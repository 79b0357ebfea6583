import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { regionSettings } from '../settings/region-settings';
import { unitsOf } from '../storage/unit-store';
import { readingOf } from './read-session';

/** Whether the staff member triages by telephone: in a role and at a unit of a kind that the region names (TRI-2). */
export async function mayAssist(db: Database, { regionId, commission }: StaffActor): Promise<boolean> {
  const reading = readingOf(db);
  const { roles, unitKinds } = (await regionSettings(reading, regionId)).assistedTriage;
  if (!roles.includes(commission.role)) return false;
  return (await unitsOf(reading, regionId)).some((unit) => commission.unitIds.includes(unit.id) && unitKinds.includes(unit.kind));
}
