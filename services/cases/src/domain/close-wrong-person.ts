import type { Case } from './case';
import { type ActingStaff, staffMove } from './may-move';
import type { Decided, RefusedAs } from './outcome';
import type { ProtocolState } from './protocol';

/** The case was about another person than its patient: closed when that is explained and the right patient asked to log in (SAF-2). */
export function closeWrongPerson(
  c: Case, by: ActingStaff, checklist: ProtocolState | null, now: Date,
): Decided | RefusedAs<'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'NOT_TAKEN_BY_YOU' | 'SUICIDE_RISK_OPEN' | 'PROTOCOL_STEPS_LEFT'> {
  if (c.status === 'ENTERED_IN_ERROR' && c.takenBy === by.personId) return { is: 'SAME', case: c };
  const move = staffMove('CLOSE_WRONG_PERSON', c, by);
  if (move.is !== 'MOVE') return move;
  if (checklist !== 'ASKED') return { is: 'PROTOCOL_STEPS_LEFT', protocols: ['WRONG_PERSON'] };
  return { is: 'CHANGED', case: { ...c, status: move.to, endedAt: now, endReason: 'WRONG_PERSON', phaseEndsAt: null, phaseUntil: null } };
}
