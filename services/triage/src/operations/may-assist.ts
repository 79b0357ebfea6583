import type { StaffActor } from '@vardgraf/service-kit/actor';
import { regionSettings } from '../settings/region-settings';
import { unitsOf } from '../storage/unit-store';
import type { Reading } from './surroundings';

/** Whether the staff member triages by telephone: in a role and at a unit of a kind that the region names (TRI-2). */
export async function mayAssist(reading: Reading, { regionId, commission }: StaffActor): Promise<boolean> {
  const { roles, unitKinds } = (await regionSettings(reading, regionId)).assistedTriage;
  if (!roles.includes(commission.role)) return false;
  return (await unitsOf(reading, regionId)).some((unit) => commission.unitIds.includes(unit.id) && unitKinds.includes(unit.kind));
}
