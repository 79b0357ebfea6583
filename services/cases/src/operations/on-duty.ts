import type { Tx } from '@vardgraf/service-kit/transaction';
import type { StaffRole } from '../domain/codes';
import { isAttended, rolesOnDuty as decide } from '../domain/shift';
import { regionSettings } from '../settings/region-settings';
import { openIntervals } from '../storage/open-interval-store';
import { keepShifts, rolesOnShift } from '../storage/shift-store';
import { unitOf } from '../storage/unit-store';

/** Roles somebody is on duty in at the unit now: by shifts where the unit uses them and is attended, else by commissions (QUE-7). It stays so until the transaction ends. */
export async function rolesOnDuty(tx: Tx, regionId: string, unitId: string, staffedRoles: readonly StaffRole[]): Promise<readonly StaffRole[]> {
  const { shifts } = await regionSettings(tx, regionId, unitId);
  if (!shifts.used) return staffedRoles;
  await keepShifts(tx, unitId);
  const now = await tx.now();
  return decide(shifts, isAttended(now, await openIntervals(tx, regionId, unitId, now)), { onShift: await rolesOnShift(tx, regionId, unitId), staffed: staffedRoles });
}

/** Whether nobody in the role is on duty at the unit. */
export async function noOneInRole(tx: Tx, regionId: string, unitId: string, role: StaffRole): Promise<boolean> {
  const unit = await unitOf(tx, regionId, unitId);
  return !(await rolesOnDuty(tx, regionId, unitId, unit?.staffedRoles ?? [])).includes(role);
}
