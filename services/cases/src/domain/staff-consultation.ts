import type { HandoverConsent, HandoverRefusalReason, StaffRole } from './codes';

export type ConsultationWish = 'ADVICE' | 'TO_HAND_OVER';
export type ConsultationOutcome = 'CLOSED' | 'DECLINED' | 'WITHDRAWN' | 'HANDED_OVER';

/** What staff ask of staff (CON-1). Its place in a queue, its state and its clock are those of the case of kind CONSULTATION with the same id. */
export interface StaffConsultation {
  id: string;
  regionId: string;
  clientId: string;
  wish: ConsultationWish;
  question: string;
  askedBy: string;
  askedByRole: StaffRole;
  fromUnitId: string;
  toUnitId: string;
  toRole: StaffRole | null;
  toStaffId: string | null;
  /** The patient's consent to a hand-over, as it was recorded when the question was asked (HND-2). */
  consent: HandoverConsent;
  urgentReason: string | null;
  askedAt: Date;
  /** How it ended; null while it is open. */
  outcome: ConsultationOutcome | null;
  declineReason: HandoverRefusalReason | null;
}

/** What a queue shows of it: ids and codes, no words. */
export type AskedCard = Pick<StaffConsultation, 'askedBy' | 'fromUnitId' | 'toRole' | 'toStaffId' | 'wish'>;
