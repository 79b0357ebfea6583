import type { StaffMember } from '../domain/staff-member';
import type { StaffRole } from '../domain/staff-role';
import { chooser, familyNames, givenNames } from './names';
import { seedId } from './seed-id';
import { furtherRoles, namedStaff, type SeedStaff } from './staff';
import { seedUnits, type UnitKey } from './units';

export type SeedWorker = Omit<StaffMember, 'version' | 'active' | 'displayName'>;

/** All seeded staff: the named ones and one colleague for each further role of a unit. */
export function seedWorkers(): SeedWorker[] {
  const choose = chooser(7);
  const named = Object.entries(namedStaff as Record<string, SeedStaff>);
  const further = Object.entries(furtherRoles).flatMap(([unit, roles]) =>
    roles.map((role: StaffRole, n): [string, SeedStaff] => {
      const given = choose.of(givenNames[choose.of(['FEMALE', 'MALE'] as const)]);
      return [`${unit}-${role}-${n}`, { name: [given, choose.of(familyNames)], commissions: [[role, unit as UnitKey]] }];
    }));
  return [...named, ...further].map(([key, person], n) => worker(key, person, n));
}

function worker(key: string, person: SeedStaff, n: number): SeedWorker {
  return {
    id: seedId('staff', key),
    regionId: seedUnits[person.commissions[0][1]].region,
    hsaId: `SE2321000016-TESTP${String(n + 1).padStart(3, '0')}`,
    givenName: person.name[0],
    familyName: person.name[1],
    commissions: person.commissions.map(([role, ...units], c) => ({ id: seedId('commission', `${key}/${c}`), role, unitIds: units.map((unit) => seedId('unit', unit)) })),
  };
}
