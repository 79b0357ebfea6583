import type { Case } from '../domain/case';
import type { Handover } from '../domain/handover';
import { waitedForAnswer } from '../domain/handover';
import { afterwards, type CaseEvent } from './case-events';

/** Events of hand-overs: ids, codes and times; the giver's words stay in the row. */

function facts(c: Case, h: Handover) {
  return { ...afterwards(c), handoverId: h.id, fromUnitId: h.fromUnitId, toUnitId: h.toUnitId, toRole: h.toRole, toStaffId: h.toStaffId };
}

export function handoverRequested(c: Case, h: Handover): CaseEvent {
  return { type: 'case.handover-requested', data: { ...facts(c, h), staffId: h.askedBy, reason: h.reason, dueBy: h.answerBy.toISOString(), answerers: { staffId: h.answererId, roles: h.answerRoles } } };
}

export function handoverAccepted(c: Case, h: Handover): CaseEvent {
  return {
    type: 'case.handover-accepted',
    data: { ...facts(c, h), staffId: h.answeredBy!, role: c.takenByRole!, fromStaffId: h.askedBy, waitedSeconds: waitedForAnswer(h, h.answeredAt!) },
  };
}

export function handoverRefused(c: Case, h: Handover): CaseEvent {
  return { type: 'case.handover-refused', data: { ...facts(c, h), staffId: h.answeredBy!, fromStaffId: h.askedBy, reason: h.refusalReason!, waitedSeconds: waitedForAnswer(h, h.answeredAt!) } };
}

export function handoverWithdrawn(c: Case, h: Handover): CaseEvent {
  return { type: 'case.handover-withdrawn', data: { ...facts(c, h), staffId: h.askedBy } };
}

export function handoverOverdue(c: Case, h: Handover): CaseEvent {
  return { type: 'case.handover-overdue', data: facts(c, h) };
}
