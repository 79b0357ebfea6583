import type { Case } from './case';
import type { StaffRole } from './codes';
import { type ActingStaff, staffMove } from './may-move';
import type { Decided, RefusedAs } from './outcome';
import { backInPool } from './release-case';

/** Where an assignment is sent onward to. */
export interface Onward {
  unitId: string;
  profession: StaffRole;
  noOneInRole: boolean;
}

/**
 * Sends an assignment from telephone triage onward to another unit or profession (CON-2). It is an assignment there too: it waits in that unit's queue,
 * by the clock it had, and never goes back to the patient. Who has it sends it; who has not, takes it first. It has no move that declines it, alerts
 * as its level does and never escalates; past its time and not started it is told once to unit, hubs and submitter (`tell-assignment-overdue`).
 */
export function forwardConsultation(c: Case, by: ActingStaff, to: Onward): Decided | RefusedAs<'NOT_AN_ASSIGNMENT' | 'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'NOT_TAKEN_BY_YOU'> {
  if (!isAssignment(c)) return { is: 'NOT_AN_ASSIGNMENT' };
  const move = staffMove('FORWARD', c, by);
  if (move.is !== 'MOVE') return move;
  const participants = c.participants.includes(by.personId) ? c.participants : [...c.participants, by.personId];
  return {
    is: 'CHANGED',
    case: { ...backInPool(c), status: move.to, unitId: to.unitId, profession: to.profession, noOneInRole: to.noOneInRole, releasedBy: null, participants },
  };
}

/** Whether the case is an assignment from telephone triage: it can be taken, released and sent onward, and not declined. */
export function isAssignment(c: Pick<Case, 'kind'>): boolean {
  return c.kind === 'TELEPHONE_TRIAGE';
}

/** Whether the assignment stands where it would be sent to. */
export function isThere(c: Case, to: Pick<Onward, 'unitId' | 'profession'>): boolean {
  return c.unitId === to.unitId && c.profession === to.profession;
}
