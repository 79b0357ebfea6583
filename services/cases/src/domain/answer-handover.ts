import type { Case } from './case';
import type { HandoverRefusalReason } from './codes';
import { type Handover, mayAnswer } from './handover';
import type { ActingStaff } from './may-move';
import type { RefusedAs } from './outcome';
import { type Action, guardHolds, isClinical, moveOf } from './transitions';

type Answered = { is: 'SAME' } | { is: 'ANSWERED'; case: Case; handover: Handover } | RefusedAs<'NOT_PERMITTED' | 'HANDOVER_NOT_OPEN'>;
type Accepted = Answered | RefusedAs<'SUICIDE_RISK_OPEN'>;

/**
 * Takes the case over: unit, holder and role move at once, whoever gave it goes on reading it, and a visit that has begun goes on (HND-1, HND-3).
 * The clock is not touched. What is found to be a risk of suicide while a request waits, is accepted by doctor or psychologist only (SAF-1).
 */
export function acceptHandover(c: Case, h: Handover, by: ActingStaff, now: Date): Accepted {
  if (h.status === 'ACCEPTED' && h.answeredBy === by.personId) return { is: 'SAME' };
  const refused = refusal('ACCEPT_HANDOVER', c, h, by);
  if (refused) return refused;
  if (!guardHolds(moveOf('ACCEPT_HANDOVER', c.status)!, c, by.role)) return { is: 'SUICIDE_RISK_OPEN' };
  const givers = c.participants.includes(h.askedBy) ? c.participants : [...c.participants, h.askedBy];
  return {
    is: 'ANSWERED',
    case: {
      ...c, unitId: h.toUnitId, takenBy: by.personId, takenByRole: by.role, takenAt: now, releasedBy: null, participants: givers.filter((one) => one !== by.personId),
    },
    handover: { ...h, status: 'ACCEPTED', answeredAt: now, answeredBy: by.personId },
  };
}

/** Says no: the case stays where it is (HND-1). */
export function refuseHandover(c: Case, h: Handover, by: ActingStaff, reason: HandoverRefusalReason, now: Date): Answered {
  if (h.status === 'REFUSED' && h.answeredBy === by.personId) return { is: 'SAME' };
  const refused = refusal('REFUSE_HANDOVER', c, h, by);
  if (refused) return refused;
  return { is: 'ANSWERED', case: c, handover: { ...h, status: 'REFUSED', answeredAt: now, answeredBy: by.personId, refusalReason: reason } };
}

/** The giver takes the request back (HND-1). */
export function withdrawHandover(c: Case, h: Handover, by: ActingStaff, now: Date): Answered {
  if (by.personId !== h.askedBy) return { is: 'NOT_PERMITTED' };
  if (h.status === 'WITHDRAWN') return { is: 'SAME' };
  if (h.status !== 'REQUESTED' || !moveOf('WITHDRAW_HANDOVER', c.status)) return { is: 'HANDOVER_NOT_OPEN', status: h.status };
  return { is: 'ANSWERED', case: c, handover: { ...h, status: 'WITHDRAWN', answeredAt: now, answeredBy: by.personId } };
}

/** The request whose time has passed without an answer; undefined when there is time, and when it has been told already. */
export function overdueHandover(h: Handover | undefined, now: Date): Handover | undefined {
  if (!h || h.status !== 'REQUESTED' || h.overdueAt !== null || h.answerBy > now) return undefined;
  return { ...h, overdueAt: now };
}

function refusal(action: Action, c: Case, h: Handover, by: ActingStaff): RefusedAs<'NOT_PERMITTED' | 'HANDOVER_NOT_OPEN'> | undefined {
  if (!isClinical(by.role) || !mayAnswer(h, by)) return { is: 'NOT_PERMITTED' };
  if (h.status !== 'REQUESTED' || !moveOf(action, c.status)) return { is: 'HANDOVER_NOT_OPEN', status: h.status };
  return undefined;
}
