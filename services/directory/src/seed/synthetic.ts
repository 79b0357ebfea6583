import type { Day } from '../domain/calendar-day';
import type { DirectorySeed } from '../operations/seed-directory';
import { seedPatients } from './people';
import { seedId } from './seed-id';
import { seedCooperation, type SeedUnit, seedUnits, type UnitKey } from './units';
import { seedWorkers } from './workers';

/** The synthetic units and people of the given regions. */
export function syntheticDirectory(today: Day, regions: ReadonlySet<string>): DirectorySeed {
  const units = Object.entries(seedUnits as Record<string, SeedUnit>);
  return {
    units: units.map(([key, unit], n) => ({
      id: seedId('unit', key),
      regionId: unit.region,
      hsaId: `SE2321000016-TESTE${String(n + 1).padStart(3, '0')}`,
      name: unit.name,
      kind: unit.kind,
      locality: unit.locality,
      alarmGroup: unit.alarmGroup ?? null,
      acceptsOutOfRegion: unit.acceptsOutOfRegion ?? false,
      openingHours: unit.hours ?? null,
      onCallHours: unit.onCall ?? null,
    })).filter((unit) => regions.has(unit.regionId)),
    helpers: seedCooperation.flatMap(([a, b]) => [helper(a, b), helper(b, a)]).filter((h) => regions.has(h.regionId)),
    staff: seedWorkers().filter((worker) => regions.has(worker.regionId)),
    patients: seedPatients(today).filter((patient) => regions.has(patient.regionId) && regions.has(patient.homeRegionId)),
  };
}

function helper(unit: UnitKey, by: UnitKey): { regionId: string; unitId: string; helperId: string } {
  return { regionId: seedUnits[unit].region, unitId: seedId('unit', unit), helperId: seedId('unit', by) };
}
