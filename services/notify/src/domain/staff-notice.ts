/** What a staff member is told of (NOT-5). */
export type NoticeKind = 'HANDOVER_ASKED' | 'HANDOVER_ACCEPTED' | 'HANDOVER_REFUSED' | 'CONSULTATION_ASKED' | 'CONSULTATION_ANSWERED' | 'PATIENT_MESSAGE' | 'ESCALATED' | 'CASE_ASSIGNED' | 'FIXED_PATIENT'
  | 'SIGN_OFF_ASKED' | 'SIGN_OFF_SIGNED' | 'SIGN_OFF_RETURNED';

/** One thing told to one staff member. */
export interface StaffNotice {
  id: string;
  regionId: string;
  staffId: string;
  /** The same key is told to the same person once. */
  businessKey: string;
  kind: NoticeKind;
  caseId: string | null;
  consultationId: string | null;
  handoverId: string | null;
  unitId: string;
  at: Date;
  readAt: Date | null;
  /** When somebody had answered or taken what it asks for. */
  settledAt: Date | null;
}

/** What is told, before it is known to whom. */
export type News = Pick<StaffNotice, 'regionId' | 'businessKey' | 'kind' | 'caseId' | 'consultationId' | 'handoverId' | 'unitId' | 'at'>;

/** A role at a unit, or one person there. */
export interface Audience {
  unitId: string;
  roles: readonly string[];
  /** The one who is asked; null: everybody in the roles. */
  staffId: string | null;
}

/** Who of those at the unit is told: the one who is asked, else everybody in one of the roles; never the one whose doing it is. */
export function toldOf({ roles, staffId }: Audience, there: readonly { staffId: string; role: string }[], doer: string | null): string[] {
  const asked = staffId === null ? there.filter(({ role }) => roles.includes(role)).map((one) => one.staffId) : [staffId];
  return [...new Set(asked)].filter((one) => one !== doer).sort();
}
