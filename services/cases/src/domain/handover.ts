import type { Visibility } from './case';
import type { HandoverConsent, HandoverReason, HandoverRefusalReason, HandoverStatus, StaffRole } from './codes';

/** Units and roles that see a case for one reason. */
export type Seen = Pick<Visibility, 'unitId' | 'roles'>;

/** A request to take a case over (HND-1). Whoever gave stays responsible until somebody accepts. */
export interface Handover {
  id: string;
  regionId: string;
  caseId: string;
  clientId: string;
  status: HandoverStatus;
  fromUnitId: string;
  askedBy: string;
  toUnitId: string;
  /** The unit that the giver named, where `toUnitId` stands in for it; else null (EXP-5). */
  askedUnitId: string | null;
  toRole: StaffRole | null;
  toStaffId: string | null;
  /** The only one who may answer; null where everybody in the roles may. */
  answererId: string | null;
  answerRoles: StaffRole[];
  /** Who sees the case because of the request alone. */
  added: Seen[];
  reason: HandoverReason;
  message: string | null;
  consent: HandoverConsent;
  urgentReason: string | null;
  askedAt: Date;
  answerBy: Date;
  /** When its time had passed without an answer and everybody was told. */
  overdueAt: Date | null;
  answeredAt: Date | null;
  answeredBy: string | null;
  refusalReason: HandoverRefusalReason | null;
}

/** What a queue shows of a request that waits for its answer: ids and times, no words. */
export type OpenHandover = Pick<Handover, 'id' | 'fromUnitId' | 'toUnitId' | 'toRole' | 'toStaffId' | 'answerRoles' | 'askedAt' | 'answerBy' | 'overdueAt'>;

/** Whether the role, at one of the units, is asked to answer. */
export function isAsked(h: Pick<Handover, 'toUnitId' | 'answerRoles'>, role: StaffRole, unitIds: readonly string[]): boolean {
  return unitIds.includes(h.toUnitId) && h.answerRoles.includes(role);
}

/** Whether the person may answer: one who is asked, the named one where one is named, never the giver. */
export function mayAnswer(h: Handover, by: { personId: string; role: StaffRole; unitIds: readonly string[] }): boolean {
  return by.personId !== h.askedBy && isAsked(h, by.role, by.unitIds) && (h.answererId === null || h.answererId === by.personId);
}

/** Whole seconds from the request to its answer. */
export function waitedForAnswer(h: Pick<Handover, 'askedAt'>, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - h.askedAt.getTime()) / 1000));
}
