import { clinicalRoles, type StaffRole } from './codes';
import type { ActingStaff } from './may-move';
import type { RefusedAs } from './outcome';

export type SignOffRecordKind = 'SUICIDE_RISK_ASSESSMENT' | 'INDIVIDUAL_PLAN' | 'CLOSED_WITHOUT_CONTACT' | 'CONTACT_ATTEMPT';
export type SignOffStatus = 'WAITING' | 'SIGNED' | 'RETURNED';

/** A record that a colleague is asked to sign off (QUE-13). */
export interface SignOff {
  id: string;
  regionId: string;
  caseId: string;
  recordKind: SignOffRecordKind;
  recordId: string;
  /** Who wrote the record. */
  askedBy: string;
  fromUnitId: string;
  askedAt: Date;
  toUnitId: string;
  /** The role that is asked; null where a person is. */
  toRole: StaffRole | null;
  toStaffId: string | null;
  status: SignOffStatus;
  answeredBy: string | null;
  answeredAt: Date | null;
  returnReason: string | null;
}

/** What an answer says: signed, or back to the author with a reason. */
export type SignOffAnswer = { status: 'SIGNED' } | { status: 'RETURNED'; reason: string };

type Answered = { is: 'SAME' } | { is: 'ANSWERED'; signOff: SignOff } | RefusedAs<'NOT_PERMITTED' | 'SIGN_OFF_ANSWERED'>;

/** Roles whose name under a record means something: those that give care. */
export const mayBeAsked = (role: StaffRole): boolean => (clinicalRoles as readonly StaffRole[]).includes(role);

/** Whether the person is one of those asked. Nobody signs off what they wrote themselves. */
export function isAsked(s: SignOff, by: ActingStaff): boolean {
  if (by.personId === s.askedBy || !mayBeAsked(by.role)) return false;
  return s.toStaffId === null ? s.toRole === by.role && by.unitIds.includes(s.toUnitId) : s.toStaffId === by.personId;
}

/** Signs off or returns a record. The same answer by the same person is the same yes; another answer, or another person's, is refused. */
export function answerSignOff(s: SignOff, by: ActingStaff, answer: SignOffAnswer, now: Date): Answered {
  if (s.status === answer.status && s.answeredBy === by.personId) return { is: 'SAME' };
  if (!isAsked(s, by)) return { is: 'NOT_PERMITTED' };
  if (s.status !== 'WAITING') return { is: 'SIGN_OFF_ANSWERED', status: s.status };
  return { is: 'ANSWERED', signOff: { ...s, status: answer.status, answeredBy: by.personId, answeredAt: now, returnReason: answer.status === 'RETURNED' ? answer.reason : null } };
}
