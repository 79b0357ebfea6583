import type { Case } from './case';
import { type ActingStaff, staffMove } from './may-move';
import { moveOf } from './transitions';
import type { Decided, RefusedAs } from './outcome';

/** Gives a taken or started case back to the pool (QUE-5). Its clock never stopped; the first start stays on record. */
export function releaseCase(c: Case, by: ActingStaff): Decided | RefusedAs<'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'NOT_TAKEN_BY_YOU'> {
  if (c.status === 'REQUESTED' && c.releasedBy === by.personId) return { is: 'SAME', case: c };
  const move = staffMove('RELEASE', c, by);
  if (move.is !== 'MOVE') return move;
  return { is: 'CHANGED', case: { ...backInPool(c), status: move.to, releasedBy: by.personId } };
}

/** Nobody's again, waiting; who comes next starts it anew. Also what happens when a taken case was not started in time (RDG-4). */
export function backInPool(c: Case): Case {
  return { ...c, status: 'REQUESTED', takenBy: null, takenByRole: null, takenAt: null, startedAt: null };
}

/** The case of somebody who works here no longer, back in the pool; undefined when nobody has it (BEY-1). */
export function reclaimCase(c: Case): Case | undefined {
  const move = moveOf('RECLAIM', c.status);
  return move && { ...backInPool(c), status: move.to, phaseEndsAt: null, phaseUntil: null };
}
