import type { Tx } from '@vardgraf/service-kit/transaction';
import type { WeeklyHours } from '../domain/opening-hours';
import type { Patient } from '../domain/patient';
import type { StaffMember } from '../domain/staff-member';
import type { UnitKind } from '../domain/unit';

export interface UnitSeed {
  id: string;
  regionId: string;
  hsaId: string;
  name: string;
  kind: UnitKind;
  locality: string;
  alarmGroup: string | null;
  acceptsOutOfRegion: boolean;
  openingHours: WeeklyHours | null;
  onCallHours: WeeklyHours | null;
}

export type StaffSeed = Pick<StaffMember, 'id' | 'regionId' | 'hsaId' | 'givenName' | 'familyName' | 'commissions'>;
export type PatientSeed = Omit<Patient, 'guardians' | 'version'> & { guardianIds: string[] };

// Everything here is ON CONFLICT DO NOTHING: what was seeded before, and changed since, stays as it is.

/** Adds a region. */
export async function addRegion(tx: Tx, id: string): Promise<void> {
  await tx.query('INSERT INTO region (id) VALUES ($1) ON CONFLICT DO NOTHING', [id]);
}

/** Locks the region and raises its version: its next event is due. */
export async function nextRegionVersion(tx: Tx, id: string): Promise<number> {
  const [row] = await tx.query<{ version: number }>('UPDATE region SET version = version + 1 WHERE id = $1 RETURNING version', [id]);
  return row!.version;
}

/** Adds units, and who helps whom; answers the ids of those that are new. */
export async function addUnits(tx: Tx, units: UnitSeed[], helpers: { regionId: string; unitId: string; helperId: string }[]): Promise<string[]> {
  const added = await tx.query<{ id: string }>(
    `INSERT INTO unit (id, region_id, hsa_id, name, kind, locality, alarm_group, accepts_out_of_region, opening_hours, on_call_hours)
     SELECT id, "regionId", "hsaId", name, kind, locality, "alarmGroup", "acceptsOutOfRegion", "openingHours", "onCallHours"
       FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "regionId" text, "hsaId" text, name text, kind text, locality text, "alarmGroup" text,
            "acceptsOutOfRegion" boolean, "openingHours" jsonb, "onCallHours" jsonb)
     ON CONFLICT DO NOTHING RETURNING id`,
    [JSON.stringify(units)],
  );
  await tx.query(
    `INSERT INTO unit_cooperation (region_id, unit_id, helper_id)
     SELECT "regionId", "unitId", "helperId" FROM jsonb_to_recordset($1::jsonb) AS r("regionId" text, "unitId" uuid, "helperId" uuid) ON CONFLICT DO NOTHING`,
    [JSON.stringify(helpers)],
  );
  return added.map((row) => row.id);
}

/** Adds staff with their commissions; answers the ids of those that are new. */
export async function addStaff(tx: Tx, staff: StaffSeed[]): Promise<string[]> {
  const added = await tx.query<{ id: string }>(
    `INSERT INTO staff_member (id, region_id, hsa_id, given_name, family_name)
     SELECT id, "regionId", "hsaId", "givenName", "familyName"
       FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "regionId" text, "hsaId" text, "givenName" text, "familyName" text)
     ON CONFLICT DO NOTHING RETURNING id`,
    [JSON.stringify(staff)],
  );
  const ids = added.map((row) => row.id);
  const commissions = staff.filter((s) => ids.includes(s.id)).flatMap((s) => s.commissions.map((c) => ({ ...c, staffId: s.id, regionId: s.regionId })));
  await tx.query(
    `INSERT INTO commission (id, region_id, staff_id, role)
     SELECT id, "regionId", "staffId", role FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "regionId" text, "staffId" uuid, role text) ON CONFLICT DO NOTHING`,
    [JSON.stringify(commissions)],
  );
  await tx.query(
    `INSERT INTO commission_unit (commission_id, region_id, unit_id)
     SELECT id, "regionId", unit_id::uuid FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "regionId" text, "unitIds" jsonb), jsonb_array_elements_text("unitIds") AS unit_id
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(commissions)],
  );
  return ids;
}

/** Adds patients, then the guardians among them; answers the ids of those that are new. */
export async function addPatients(tx: Tx, patients: PatientSeed[]): Promise<string[]> {
  const added = await tx.query<{ id: string }>(
    `INSERT INTO patient (id, region_id, home_region_id, number, number_type, given_name, family_name, birth_date, sex, language, mobile, email,
                          protected_identity, listed_unit_id, fixed_doctor_id, created_by)
     SELECT id, "regionId", "homeRegionId", number, "numberType", "givenName", "familyName", "birthDate", sex, language, mobile, email,
            "protectedIdentity", "listedUnitId", "fixedDoctorId", 'seed'
       FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "regionId" text, "homeRegionId" text, number text, "numberType" text, "givenName" text, "familyName" text,
            "birthDate" date, sex text, language text, mobile text, email text, "protectedIdentity" boolean, "listedUnitId" uuid, "fixedDoctorId" uuid)
     ON CONFLICT DO NOTHING RETURNING id`,
    [JSON.stringify(patients)],
  );
  const ids = added.map((row) => row.id);
  const ties = patients.filter((p) => ids.includes(p.id)).flatMap((p) => p.guardianIds.map((guardianId, n) => ({ childId: p.id, guardianId, regionId: p.regionId, primary: n === 0 })));
  await tx.query(
    `INSERT INTO guardian (child_id, guardian_id, region_id, is_primary)
     SELECT "childId", "guardianId", "regionId", "primary" FROM jsonb_to_recordset($1::jsonb) AS r("childId" uuid, "guardianId" uuid, "regionId" text, "primary" boolean)
      WHERE EXISTS (SELECT 1 FROM patient p WHERE p.id = "guardianId") ON CONFLICT DO NOTHING`,
    [JSON.stringify(ties)],
  );
  return ids;
}
