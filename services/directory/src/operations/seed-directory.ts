import type { Tx } from '@vardgraf/service-kit/transaction';
import { addPatients, addStaff, addUnits, type PatientSeed, type StaffSeed, type UnitSeed } from '../storage/seed-store';
import { announcePatients, announceStaff } from './announce-people';
import { announceUnits } from './announce-units';
import { publishHours } from './publish-hours';

/** Units and people to begin with. */
export interface DirectorySeed {
  units: UnitSeed[];
  helpers: { regionId: string; unitId: string; helperId: string }[];
  staff: StaffSeed[];
  patients: PatientSeed[];
}

/** Adds what is not there yet and tells of it; what is there stays untouched, so seeding again does nothing. */
export async function seedDirectory(tx: Tx, seed: DirectorySeed): Promise<void> {
  const units = await addUnits(tx, seed.units, seed.helpers);
  const staff = await addStaff(tx, seed.staff);
  const patients = await addPatients(tx, seed.patients);
  for (const regionId of new Set(seed.units.map((unit) => unit.regionId))) {
    const newUnits = seed.units.filter((u) => u.regionId === regionId && units.includes(u.id)).map((u) => u.id);
    if (newUnits.length > 0) {
      await announceUnits(tx, regionId, newUnits);
      await publishHours(tx, regionId, newUnits);
    }
    await announceStaff(tx, regionId, staff);
    await announcePatients(tx, regionId, patients);
  }
}
