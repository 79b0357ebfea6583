import { type Capacity, limitFor } from './capacity';
import { type Case, rolesAt, type Visibility } from './case';
import type { StaffRole } from './codes';
import { isReservedFrom } from './fixed-doctor';
import type { TakeTimeout } from './take-timeout';
import { guardHolds, isClinical, moveOf } from './transitions';

/** Somebody on shift at the case's unit. */
export interface OnShift {
  staffId: string;
  role: StaffRole;
  /** When the shift began. */
  since: Date;
  /** Cases in hand, at whatever unit. */
  inHand: number;
}

/** What decides to whom a waiting case is given. */
export interface AssignmentQuestion {
  case: Case;
  visibility: readonly Visibility[];
  onShift: readonly OnShift[];
  /** Who was given the case before and did not start it. */
  tried: readonly string[];
  capacity: Capacity;
  takeTimeout: TakeTimeout;
  /** When the case escalates next; null when it does not. */
  nextStepAt: Date | null;
}

/**
 * To whom the case is given now (EXP-4): of those on shift at the accountable unit who see it, may take it, have room and have not let it go, who has
 * the fewest in hand, then who has been there longest, then by id. Nobody, where the time to start (RDG-4) would not be over before the next
 * escalation: an assignment never delays one. Levels without a time to start,
 * booked visits and colleagues' questions are left to be taken.
 */
export function assigneeOf(q: AssignmentQuestion, now: Date): OnShift | undefined {
  const { case: c } = q;
  const minutes = q.takeTimeout[c.priority];
  const move = moveOf('ASSIGN', c.status);
  if (!move || c.kind === 'SCHEDULED' || c.kind === 'CONSULTATION' || minutes === undefined || c.waitingSince > now) return undefined;
  if (q.nextStepAt !== null && now.getTime() + minutes * 60_000 > q.nextStepAt.getTime()) return undefined;
  const seenBy = rolesAt(q.visibility, c.unitId);
  const most = limitFor(c, q.capacity) ?? Infinity;
  return q.onShift
    .filter((one) => isClinical(one.role) && seenBy.includes(one.role) && guardHolds(move, c, one.role))
    .filter((one) => one.inHand < most && !q.tried.includes(one.staffId) && c.releasedBy !== one.staffId && !isReservedFrom(c, one.staffId, now))
    .sort((a, b) => a.inHand - b.inHand || a.since.getTime() - b.since.getTime() || (a.staffId < b.staffId ? -1 : 1))[0];
}

/** The case in the hands of who was chosen; it is theirs to start in time. */
export function assignCase(c: Case, to: OnShift, now: Date): Case {
  return { ...c, status: 'ACCEPTED', takenBy: to.staffId, takenByRole: to.role, takenAt: now, releasedBy: null };
}
