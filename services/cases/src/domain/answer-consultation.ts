import type { Case } from './case';
import type { HandoverRefusalReason } from './codes';
import { type ActingStaff, staffMove } from './may-move';
import type { RefusedAs } from './outcome';
import type { ConsultationOutcome, StaffConsultation } from './staff-consultation';
import { guardHolds, moveOf } from './transitions';

/** How a consultation ends, or that it has ended so before. */
type Ended<R> = { is: 'ENDED'; case: Case; consultation: StaffConsultation } | { is: 'SAME' } | R;
type NotOpen = RefusedAs<'NOT_PERMITTED' | 'CASE_NOT_OPEN'>;

/** The first answer of who has taken it meets its clock (QUE-2); undefined when it is answered already, over, or somebody else's by now. */
export function answerConsultation(c: Case, answeredBy: string, at: Date): Case | undefined {
  const move = moveOf('ANSWER_CONSULTATION', c.status);
  if (c.kind !== 'CONSULTATION' || !move || c.takenBy !== answeredBy) return undefined;
  return { ...c, status: move.to, startedAt: at, firstStartedAt: c.firstStartedAt ?? at };
}

/** Who has taken it declines it, before it is answered (CON-1). */
export function declineConsultation(c: Case, q: StaffConsultation, by: ActingStaff, reason: HandoverRefusalReason, now: Date): Ended<NotOpen | RefusedAs<'NOT_TAKEN_BY_YOU'>> {
  if (q.outcome === 'DECLINED' && c.takenBy === by.personId) return { is: 'SAME' };
  const move = staffMove('DECLINE_CONSULTATION', c, by);
  return move.is === 'MOVE' ? ended(c, { ...q, declineReason: reason }, 'DECLINED', move.to, now) : move;
}

/** Who asks takes it back, before it is answered (CON-1). */
export function withdrawConsultation(c: Case, q: StaffConsultation, asks: boolean, now: Date): Ended<NotOpen> {
  if (!asks) return { is: 'NOT_PERMITTED' };
  if (q.outcome === 'WITHDRAWN') return { is: 'SAME' };
  const move = moveOf('WITHDRAW_CONSULTATION', c.status);
  return move ? ended({ ...c, takenBy: null, takenByRole: null, takenAt: null }, q, 'WITHDRAWN', move.to, now) : { is: 'CASE_NOT_OPEN', status: c.status };
}

/** Who asks is satisfied. Who answered may close it when its clock has passed, a day after the answer: an asker who is gone drops nobody (BEY-1). */
export function closeConsultation(c: Case, q: StaffConsultation, by: ActingStaff, asks: boolean, now: Date): Ended<NotOpen> {
  if (!asks && c.takenBy !== by.personId) return { is: 'NOT_PERMITTED' };
  if (q.outcome === 'CLOSED') return { is: 'SAME' };
  const move = moveOf('CLOSE_CONSULTATION', c.status);
  if (!move) return { is: 'CASE_NOT_OPEN', status: c.status };
  return asks || c.nextAt <= now ? ended(c, q, 'CLOSED', move.to, now) : { is: 'NOT_PERMITTED' };
}

/**
 * Who has taken a question that wishes to hand over takes the case over from who asked, if that person still has it (CON-1). What the hand-over itself
 * asks for is decided by its own rules; here only that an accepted one would hold with suicide risk open (SAF-1).
 */
export function acceptConsultedCase(
  c: Case, q: StaffConsultation, about: Case, by: ActingStaff, now: Date,
): { is: 'ENDED'; case: Case; consultation: StaffConsultation } | NotOpen | RefusedAs<'NOT_TAKEN_BY_YOU' | 'SUICIDE_RISK_OPEN'> {
  if (q.wish !== 'TO_HAND_OVER') return { is: 'NOT_PERMITTED' };
  const move = staffMove('ACCEPT_CONSULTED_CASE', c, by);
  if (move.is !== 'MOVE') return move;
  const accepts = moveOf('ACCEPT_HANDOVER', about.status);
  if (!accepts || about.takenBy !== q.askedBy) return { is: 'CASE_NOT_OPEN', status: about.status };
  if (!guardHolds(accepts, about, by.role)) return { is: 'SUICIDE_RISK_OPEN' };
  return ended(c, q, 'HANDED_OVER', move.to, now);
}

function ended(c: Case, q: StaffConsultation, outcome: ConsultationOutcome, status: Case['status'], now: Date): { is: 'ENDED'; case: Case; consultation: StaffConsultation } {
  return { is: 'ENDED', case: { ...c, status, endedAt: now }, consultation: { ...q, outcome } };
}
