import type { StaffRole } from './codes';
import type { OpenInterval } from './handling-time';

export type ShiftEnd = 'SELF' | 'CLOCK' | 'COMMISSION';

/** Somebody at work at a unit in a role (QUE-10). */
export interface Shift {
  id: string;
  regionId: string;
  unitId: string;
  staffId: string;
  role: StaffRole;
  startedAt: Date;
  /** When the clock ends it, should nobody have done so. */
  endsAt: Date;
  endedAt: Date | null;
  endedBy: ShiftEnd | null;
}

/** How a unit works with shifts. */
export interface ShiftRule {
  /** Whether being on shift decides who counts as on duty (QUE-7, RDG-5); else commissions do. */
  used: boolean;
  /** What ending a shift while visits go on meets: a warning that can be passed over, or a refusal. */
  atEnd: keyof typeof shiftEndings;
  /** Hours after which the clock ends a shift at the latest. */
  longestHours: number;
}

/** What happens to who ends a shift with visits in hand, for docs/rules.md. */
export const shiftEndings = {
  WARN: 'The visits are shown; the shift ends when the same is said with endAnyway.',
  REFUSE: 'The visits are shown, and the shift goes on until they are handed over, given back or ended.',
} as const;

/** Where a region has published nothing: commissions decide, and the end of a shift warns. */
export const withoutShifts: ShiftRule = { used: false, atEnd: 'WARN', longestHours: 12 };

/** When the clock ends a shift that starts now: at the end of the opening or on-call time that runs, at the latest after the longest hours. */
export function shiftEndsAt(now: Date, rule: ShiftRule, intervals: readonly OpenInterval[]): Date {
  const longest = now.getTime() + rule.longestHours * 3_600_000;
  const running = intervals.filter((interval) => interval.from <= now && interval.to > now).map((interval) => interval.to.getTime());
  return new Date(running.length === 0 ? longest : Math.min(longest, Math.max(...running)));
}

/** Whether visits in hand keep a shift from ending now (QUE-10). */
export function holdsShift(rule: ShiftRule, visitsInHand: number, endAnyway: boolean): boolean {
  return visitsInHand > 0 && (rule.atEnd === 'REFUSE' || !endAnyway);
}

/** Whether the unit is open or on call at the instant. */
export function isAttended(at: Date, intervals: readonly OpenInterval[]): boolean {
  return intervals.some((interval) => interval.from <= at && interval.to > at);
}

/**
 * Roles somebody is on duty in (QUE-7): who is on shift, where the unit uses shifts and is open or on call; whoever has a commission else. At night
 * nobody is on shift and everybody's case would be somebody else's.
 */
export function rolesOnDuty(rule: ShiftRule, attended: boolean, roles: { onShift: readonly StaffRole[]; staffed: readonly StaffRole[] }): readonly StaffRole[] {
  return rule.used && attended ? roles.onShift : roles.staffed;
}
