import type { Case } from './case';
import type { CaseStatus, EndReason, StaffRole } from './codes';

/** Where an assignment stands, as the partner sees it (BEY-2). A ticket's is RECEIVED until its visit is booked, and again when the booking falls away. */
export type SubmissionStatus = 'RECEIVED' | 'PENDING' | 'IN_PROGRESS' | 'COMPLETED' | 'CANCELLED';
export type SubmissionBecame = 'CONSULTATION' | 'DROP_IN' | 'TICKET';

/** What a partner has handed over: ids and codes, no words of anybody (CON-2). The telephone nurse's words are the table `consultation`'s: they leave only in `Case.consultation`. */
export interface Submission {
  id: string;
  regionId: string;
  /** The client that submitted, and its own reference. */
  partnerId: string;
  reference: string;
  patientId: string;
  journeyId: string;
  became: SubmissionBecame;
  status: SubmissionStatus;
  /** Of a ticket null until its visit is booked. */
  caseId: string | null;
  ticketId: string | null;
  /** Who has it now. */
  unitId: string;
  profession: StaffRole;
  priority: string;
  submittedAt: Date;
  readFrom: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  outcome: EndReason | null;
  /** When its time had passed without a clinician having started, and everybody was told (BEY-2). */
  overdueAt: Date | null;
  forwarded: number;
  /** Who sent it onward last. */
  forwardedBy: string | null;
  /** Number of the last event about this submission; gapless from 1. */
  version: number;
}

const statusOf = {
  REQUESTED: 'PENDING',
  ACCEPTED: 'PENDING',
  IN_PROGRESS: 'IN_PROGRESS',
  ON_HOLD: 'IN_PROGRESS',
  COMPLETED: 'COMPLETED',
  CANCELLED: 'CANCELLED',
  ENTERED_IN_ERROR: 'CANCELLED',
} as const satisfies Record<CaseStatus, SubmissionStatus>;

/**
 * The submission as its case now makes it (BEY-2). In progress means that a clinician has really started, and not any more once it is given back. A
 * ticket whose booking falls away waits to be booked again.
 */
export function followed(s: Submission, c: Pick<Case, 'id' | 'status' | 'unitId' | 'profession' | 'firstStartedAt' | 'endedAt' | 'endReason'>): Submission {
  const rebookable = s.became === 'TICKET' && statusOf[c.status] === 'CANCELLED';
  if (rebookable) return { ...s, status: 'RECEIVED', caseId: null, startedAt: null, endedAt: null, outcome: null };
  return {
    ...s, caseId: c.id, status: statusOf[c.status], unitId: c.unitId, profession: c.profession, startedAt: c.firstStartedAt, endedAt: c.endedAt, outcome: c.endReason,
  };
}

/** Whether the partner sees a difference. */
export function differs(before: Submission, after: Submission): boolean {
  const seen = (s: Submission) => JSON.stringify([s.status, s.caseId, s.unitId, s.profession, s.startedAt, s.endedAt, s.outcome, s.forwarded]);
  return seen(before) !== seen(after);
}
