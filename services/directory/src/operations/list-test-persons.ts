import { readNow } from '@vardgraf/service-kit/clock';
import type { Database } from '@vardgraf/service-kit/postgres';
import { dayIn } from '../calendar/stockholm';
import { ageDecision } from '../domain/age-gate';
import { ageOn } from '../domain/calendar-day';
import type { StaffRole } from '../domain/staff-role';
import { allPatients } from '../storage/patient-store';
import { activeStaff } from '../storage/staff-store';
import { unitsByIds } from '../storage/unit-store';
import { readRegions } from './read-organisation';

/** Somebody one can log in as in development. */
export interface TestPerson {
  personId: string;
  name: string;
  kind: 'PATIENT' | 'STAFF';
  regionId: string;
  /** Patients only. */
  ageYears?: number;
  /** Patients only: false under the region's own log-in age (TRI-8). */
  mayLogIn?: boolean;
  /** Patients only: true for whom the log-in of education and production refuses (SAF-3). */
  protectedIdentity?: true;
  language?: 'sv' | 'en';
  commissions: { id: string; unitIds: string[]; unitName: string; role: StaffRole }[];
}

/**
 * Everybody in the directory, as the development identity provider offers them; nobody while the seed is not in place. Never served in production.
 * Patients are read first: they come with the staff in one transaction, so whoever sees them sees all.
 */
export async function listTestPersons(db: Database): Promise<TestPerson[]> {
  const today = dayIn(await readNow(db));
  const patients = await allPatients(db);
  if (patients.length === 0) return [];
  const staff = await activeStaff(db);
  const units = await unitsByIds(db, [...new Set(staff.flatMap((s) => s.commissions.flatMap((c) => c.unitIds)))]);
  const regions = (await readRegions(db)).filter((region) => region !== undefined);
  const rulesOf = (regionId: string) => regions.find((region) => region.regionId === regionId)!;
  const nameOf = (id: string) => units.find((unit) => unit.id === id)?.name ?? id;
  return [
    ...staff.map((s): TestPerson => ({
      personId: s.id, name: s.displayName, kind: 'STAFF', regionId: s.regionId,
      commissions: s.commissions.map((c) => ({ id: c.id, unitIds: c.unitIds, unitName: c.unitIds.map(nameOf).join(', '), role: c.role })),
    })),
    ...patients.map((p): TestPerson => ({
      personId: p.id, name: `${p.givenName} ${p.familyName}`, kind: 'PATIENT', regionId: p.regionId, ageYears: ageOn(p.birthDate, today),
      mayLogIn: ageDecision(p.birthDate, today, rulesOf(p.regionId).ageGates).mayLogIn,
      ...(p.protectedIdentity && !rulesOf(p.regionId).protectedIdentity.handled && { protectedIdentity: true as const }), language: p.language, commissions: [],
    })),
  ];
}
