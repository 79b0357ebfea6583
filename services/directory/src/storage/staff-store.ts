import type { Tx } from '@vardgraf/service-kit/transaction';
import type { StaffMember } from '../domain/staff-member';
import { onlyUuids, select, type Where } from './where';

const columns = `s.id, s.region_id AS "regionId", s.hsa_id AS "hsaId", s.given_name AS "givenName", s.family_name AS "familyName",
  s.given_name || ' ' || s.family_name AS "displayName", s.active, s.version,
  COALESCE((SELECT jsonb_agg(jsonb_build_object('id', c.id, 'role', c.role, 'unitIds',
              (SELECT COALESCE(jsonb_agg(cu.unit_id ORDER BY cu.unit_id), '[]') FROM commission_unit cu WHERE cu.commission_id = c.id)) ORDER BY c.id)
       FROM commission c WHERE c.staff_id = s.id AND c.active), '[]') AS commissions`;

/** Staff members of the region, also those who have left: old cases name them. */
export async function staffByIds(where: Where, regionId: string, ids: readonly string[]): Promise<StaffMember[]> {
  return select<StaffMember>(where, `SELECT ${columns} FROM staff_member s WHERE s.region_id = $1 AND s.id = ANY($2::uuid[])`, [regionId, onlyUuids(ids)]);
}

/** The region's staff member with this HSA-id. */
export async function staffByHsaId(where: Where, regionId: string, hsaId: string): Promise<StaffMember | undefined> {
  return (await select<StaffMember>(where, `SELECT ${columns} FROM staff_member s WHERE s.region_id = $1 AND s.hsa_id = $2`, [regionId, hsaId]))[0];
}

/** Locks staff members by id and raises their versions: their next event is due. */
export async function nextStaffVersions(tx: Tx, regionId: string, ids: readonly string[]): Promise<StaffMember[]> {
  await tx.query('SELECT 1 FROM staff_member WHERE region_id = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR NO KEY UPDATE', [regionId, onlyUuids(ids)]);
  await tx.query('UPDATE staff_member SET version = version + 1 WHERE region_id = $1 AND id = ANY($2::uuid[])', [regionId, onlyUuids(ids)]);
  return staffByIds(tx, regionId, ids);
}

/** Everybody who can log in for work, for the development identity provider. */
export async function activeStaff(where: Where): Promise<StaffMember[]> {
  return select<StaffMember>(where, `SELECT ${columns} FROM staff_member s WHERE s.active ORDER BY s.region_id, s.family_name, s.given_name, s.id`);
}
