import type { Case } from './case';
import type { EndReason } from './codes';
import { type ActingStaff, staffMove } from './may-move';
import type { Decided, RefusedAs } from './outcome';

/** Ends a started case. With suicide risk flagged only a doctor or psychologist may (SAF-1). */
export function endCase(c: Case, by: ActingStaff, reason: EndReason, now: Date): Decided | RefusedAs<'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'NOT_TAKEN_BY_YOU' | 'SUICIDE_RISK_OPEN'> {
  if (c.status === 'COMPLETED' && c.takenBy === by.personId) return { is: 'SAME', case: c };
  const move = staffMove('END', c, by);
  if (move.is !== 'MOVE') return move;
  return { is: 'CHANGED', case: { ...c, status: move.to, endedAt: now, endReason: reason } };
}
