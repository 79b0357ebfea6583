/** Named units and people of the seed, for tests, examples and READMEs. Their ids never change. */
import type { StaffRole } from '../domain/staff-role';
import { namedPatients, type PatientKey } from './named-patients';
import { seedId } from './seed-id';
import { namedStaff, type SeedStaff } from './staff';
import { seedUnits, type UnitKey } from './units';

export interface KnownUnit {
  id: string;
  name: string;
  regionId: string;
  locality: string;
}

export interface KnownCommission {
  id: string;
  role: StaffRole;
  unitIds: string[];
}

export interface KnownStaff {
  id: string;
  name: string;
  regionId: string;
  /** The first, for who has one. */
  commission: KnownCommission;
  commissions: KnownCommission[];
}

export interface KnownPatient {
  id: string;
  name: string;
  regionId: string;
}

export const regions = { gavleborg: 'gavleborg', vastragotaland: 'vastragotaland', halland: 'halland' } as const;

export const units = mapped(seedUnits as Record<UnitKey, (typeof seedUnits)[UnitKey]>, (key, unit): KnownUnit => ({
  id: seedId('unit', key), name: unit.name, regionId: unit.region, locality: unit.locality,
}));

export const staff = mapped(namedStaff as Record<keyof typeof namedStaff, SeedStaff>, (key, person): KnownStaff => {
  const commissions = person.commissions.map(([role, ...at], n) => ({ id: seedId('commission', `${key}/${n}`), role, unitIds: at.map((unit) => seedId('unit', unit)) }));
  return { id: seedId('staff', key), name: person.name.join(' '), regionId: seedUnits[person.commissions[0][1]].region, commission: commissions[0]!, commissions };
});

export const patients = mapped(namedPatients as Record<PatientKey, (typeof namedPatients)[PatientKey]>, (key, person): KnownPatient => ({
  id: seedId('patient', key), name: person.name.join(' '), regionId: person.region,
}));

function mapped<K extends string, V, R>(source: Record<K, V>, of: (key: K, value: V) => R): Record<K, R> {
  return Object.fromEntries(Object.entries(source).map(([key, value]) => [key, of(key as K, value as V)])) as Record<K, R>;
}
