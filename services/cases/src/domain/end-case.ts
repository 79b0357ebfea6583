import type { Case } from './case';
import type { EndReason, PhaseEvent } from './codes';
import { type ActingStaff, staffMove } from './may-move';
import type { Decided, RefusedAs } from './outcome';
import { guardHolds, moveOf } from './transitions';

const dayMs = 86_400_000;

/**
 * Ends the visit of a started case: with days of an asynchronous phase, or until an event, it is held, without it is over (VIS-4, RDG-10). A held one is
 * ended by its holder with 0 days. Not with suicide risk unassessed or open, and not before the checklists are done (SAF-1, BEY-9).
 */
export function endCase(
  c: Case, by: ActingStaff, end: { reason: EndReason; days: number; until?: PhaseEvent | null }, now: Date,
): Decided | RefusedAs<'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'NOT_TAKEN_BY_YOU' | 'SUICIDE_RISK_OPEN' | 'PROTOCOL_STEPS_LEFT'> {
  const mine = c.takenBy === by.personId;
  if (mine && (c.status === 'COMPLETED' || (c.status === 'ON_HOLD' && end.days > 0))) return { is: 'SAME', case: c };
  const move = staffMove(end.days > 0 ? 'HOLD' : 'END', c, by);
  if (move.is !== 'MOVE') return move;
  if (move.to === 'ON_HOLD') {
    const looksAt = end.until && c.riskNextAt ? c.riskNextAt : new Date(now.getTime() + end.days * dayMs);
    return { is: 'CHANGED', case: { ...c, status: move.to, endReason: end.reason, phaseEndsAt: looksAt, phaseUntil: end.until ?? null } };
  }
  return { is: 'CHANGED', case: { ...c, status: move.to, endedAt: now, endReason: end.reason, phaseEndsAt: null, phaseUntil: null } };
}

/** When a held case looks for itself whether its phase is over: a day after its end, in which the conversation says so first. */
export function looksAfterPhaseAt(c: Pick<Case, 'phaseEndsAt'>): Date | null {
  return c.phaseEndsAt && new Date(c.phaseEndsAt.getTime() + dayMs);
}

/** The physical visit has been registered: a phase that was to last until then is over, unless something is unread or a risk still open (RDG-10). */
export function endPhaseByVisit(c: Case, now: Date): Case {
  if (c.status !== 'ON_HOLD' || c.phaseUntil !== 'PHYSICAL_VISIT') return c;
  const over = { ...c, phaseEndsAt: now, phaseUntil: null };
  return c.unreadMessages > 0 ? over : (endPhase(over, now) ?? over);
}

/** The asynchronous phase is over and nothing is unread: the case closes itself, unless suicide risk is open (VIS-4, SAF-1). */
export function endPhase(c: Case, now: Date): Case | undefined {
  const move = moveOf('END_PHASE', c.status);
  if (!move || !guardHolds(move, c, undefined)) return undefined;
  return { ...c, status: move.to, endedAt: now, phaseEndsAt: null, phaseUntil: null };
}
