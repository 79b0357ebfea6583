import type { Case } from './case';
import type { Decided, RefusedAs } from './outcome';
import { guardHolds, moveOf } from './transitions';

/** The patient, or a guardian for a child, no longer wants the case (QUE-8). With suicide risk flagged it goes on (SAF-1); a booked visit is cancelled as a booking. */
export function withdrawCase(c: Case, now: Date): Decided | RefusedAs<'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'SUICIDE_RISK_OPEN'> {
  if (c.status === 'CANCELLED') return { is: 'SAME', case: c };
  const move = moveOf('WITHDRAW', c.status);
  if (!move) return { is: 'CASE_NOT_OPEN', status: c.status };
  if (c.kind === 'SCHEDULED') return { is: 'NOT_PERMITTED' };
  if (!guardHolds(move, c, undefined)) return { is: 'SUICIDE_RISK_OPEN' };
  return { is: 'CHANGED', case: { ...c, status: move.to, takenBy: null, takenByRole: null, takenAt: null, endedAt: now } };
}
