import { type Case, suicideRiskOpen } from './case';
import type { ReprioritiseReason } from './codes';
import { type ActingStaff, staffMove } from './may-move';
import type { Decided, RefusedAs } from './outcome';
import { mayAssess } from './suicide-risk';

/** The level staff want, and the clock it gives counted from the case's own creation. */
export interface NewPriority {
  code: string;
  urgencyRank: number;
  waitingSince: Date;
  dueAt: Date | null;
}

/** Changes the priority: raised freely, lowered with a reason; the first one is kept (RDG-6, TRI-12), and with suicide risk open only a doctor or psychologist lowers it (SAF-1). Who has begun to wait goes on waiting; a clock that was to start at opening may start earlier. */
export function reprioritiseCase(
  c: Case, by: ActingStaff, wanted: NewPriority, reason: ReprioritiseReason | undefined,
): Decided | RefusedAs<'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'REASON_NEEDED' | 'SUICIDE_RISK_OPEN'> {
  const move = staffMove('REPRIORITISE', c, by);
  if (move.is !== 'MOVE') return move;
  if (wanted.code === c.priority) return { is: 'SAME', case: c };
  if (wanted.urgencyRank > c.urgencyRank && suicideRiskOpen(c) && !mayAssess(by.role)) return { is: 'SUICIDE_RISK_OPEN' };
  if (wanted.urgencyRank > c.urgencyRank && !reason) return { is: 'REASON_NEEDED' };
  return { is: 'CHANGED', case: { ...c, priority: wanted.code, urgencyRank: wanted.urgencyRank, waitingSince: wanted.waitingSince < c.waitingSince ? wanted.waitingSince : c.waitingSince, dueAt: wanted.dueAt } };
}
