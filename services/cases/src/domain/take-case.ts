import { type Case, rolesAt, type Visibility } from './case';
import { isReservedFrom } from './fixed-doctor';
import { type ActingStaff, staffMove } from './may-move';
import type { Decided, RefusedAs } from './outcome';

/**
 * Takes a waiting case (QUE-5). Who has it already gets the same yes; anybody else learns who has it, or
 * whose fixed doctor's it is first (RDG-5).
 * A unit other than the accountable one becomes accountable at once (RDG-3).
 */
export function takeCase(c: Case, by: ActingStaff, visibility: readonly Visibility[], now: Date): Decided | RefusedAs<'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'CASE_ALREADY_TAKEN' | 'SUICIDE_RISK_OPEN' | 'CASE_RESERVED'> {
  const held = c.status === 'ACCEPTED' || c.status === 'IN_PROGRESS' || c.status === 'ON_HOLD';
  if (held && c.takenBy === by.personId) return { is: 'SAME', case: c };
  const move = staffMove('TAKE', c, by);
  if (move.is === 'CASE_NOT_OPEN' && held) return { is: 'CASE_ALREADY_TAKEN', takenBy: c.takenBy!, takenAt: c.takenAt! };
  if (move.is !== 'MOVE') return move;
  if (isReservedFrom(c, by.personId, now)) return { is: 'CASE_RESERVED', fixedDoctorId: c.fixedDoctorId!, until: c.reservedUntil! };
  return {
    is: 'CHANGED',
    case: { ...c, status: move.to, unitId: takingUnit(c, by, visibility), takenBy: by.personId, takenByRole: by.role, takenAt: now, releasedBy: null },
  };
}

/** The unit for which the case is taken: the accountable one when the commission names it, else the one that saw it first. */
export function takingUnit(c: Case, by: ActingStaff, visibility: readonly Visibility[]): string {
  const sees = (unitId: string): boolean => by.unitIds.includes(unitId) && rolesAt(visibility, unitId).includes(by.role);
  if (sees(c.unitId)) return c.unitId;
  return visibility.find((v) => sees(v.unitId))?.unitId ?? c.unitId;
}
