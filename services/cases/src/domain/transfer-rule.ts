import type { StaffRole } from './codes';
import type { OpenInterval } from './handling-time';

/** To whom a unit may hand over and send onward, and who stands in for it as a receiver (EXP-5). */
export interface TransferRule {
  /** Every unit of the region, or these alone; within the unit it is always allowed. */
  to: 'ALL' | readonly string[];
  /** The unit that receives in its place while it is closed or has nobody in the role; null where nobody stands in. */
  fallback: string | null;
}

/** Where a region has published nothing: all of it, and nobody stands in. */
export const everywhere: TransferRule = { to: 'ALL', fallback: null };

/** Whether the giver's rule lets a case go to the unit. Suicide risk goes to who may assess it, wherever that is (SAF-1). */
export function mayTransfer(rule: TransferRule, fromUnitId: string, toUnitId: string, suicideRisk: boolean): boolean {
  return suicideRisk || rule.to === 'ALL' || fromUnitId === toUnitId || rule.to.includes(toUnitId);
}

/** A unit as a receiver, with what is known of its hours from now on; none known is not closed. */
export interface ReceivingUnit {
  active: boolean;
  staffedRoles: readonly StaffRole[];
  hours: readonly OpenInterval[];
}

/** Whether the unit can receive now: somebody has the role, where one is asked for, and it is open or on call. */
export function canReceive(unit: ReceivingUnit | undefined, role: StaffRole | null, now: Date): boolean {
  if (!unit?.active || (role !== null && !unit.staffedRoles.includes(role))) return false;
  return unit.hours.length === 0 || unit.hours.some((interval) => interval.from <= now && interval.to > now);
}
