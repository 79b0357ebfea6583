import type { Database } from '@vardgraf/service-kit/postgres';
import type { StaffMember } from '../domain/staff-member';
import type { Unit, UnitKind } from '../domain/unit';
import { regionSettings, type RegionSettings } from '../settings/region-settings';
import { staffByIds } from '../storage/staff-store';
import { regionIds, unitPage, unitsByIds } from '../storage/unit-store';

export type { RegionSettings } from '../settings/region-settings';

/** Regions by id, in the order of the ids; all of them when none is named. */
export async function readRegions(db: Database, ids?: readonly string[]): Promise<(RegionSettings | undefined)[]> {
  const known = await regionIds(db);
  const wanted = ids ?? known;
  const found = await Promise.all(known.filter((id) => wanted.includes(id)).map((id) => regionSettings(db, id)));
  return wanted.map((id) => found.find((region) => region.regionId === id));
}

/** Units by id, in the order of the ids. Public facts, so of any region. */
export async function readUnits(db: Database, ids: readonly string[]): Promise<(Unit | undefined)[]> {
  const units = await unitsByIds(db, ids);
  return ids.map((id) => units.find((unit) => unit.id === id.toLowerCase()));
}

/** Staff members of the region by id, in the order of the ids. */
export async function readStaff(db: Database, regionId: string, ids: readonly string[]): Promise<(StaffMember | undefined)[]> {
  const staff = await staffByIds(db, regionId, ids);
  return ids.map((id) => staff.find((person) => person.id === id.toLowerCase()));
}

export interface UnitPage {
  units: Unit[];
  hasNextPage: boolean;
}

/** Active units of a region in name order, after the given place. */
export async function listUnits(
  db: Database,
  regionId: string,
  filter: { kind?: UnitKind | null; locality?: string | null },
  first: number,
  after: { name: string; id: string } | undefined,
): Promise<UnitPage> {
  const units = await unitPage(db, regionId, filter, first + 1, after);
  return { units: units.slice(0, first), hasNextPage: units.length > first };
}
