/** What a partner is told of, by the name the graph has for it; what is sent says the other (PAR-1, BEY-13). */
export const webhookEventTypes = {
  SUBMISSION_RECEIVED: 'submission.received',
  SUBMISSION_PENDING: 'submission.pending',
  SUBMISSION_IN_PROGRESS: 'submission.in-progress',
  SUBMISSION_COMPLETED: 'submission.completed',
  SUBMISSION_CANCELLED: 'submission.cancelled',
  SUBMISSION_FORWARDED: 'submission.forwarded',
  SUBMISSION_MOVED: 'submission.moved',
  SUBMISSION_OVERDUE: 'submission.overdue',
  WEBHOOK_TEST: 'webhook.test',
} as const;
export type WebhookEventType = keyof typeof webhookEventTypes;

/** Where a submission stands (BEY-2), as cases says it. */
export type ToldStatus = 'RECEIVED' | 'PENDING' | 'IN_PROGRESS' | 'COMPLETED' | 'CANCELLED';

/** A submission as far as it has been told: ids and codes, and the partner's own name of it. */
export interface ToldSubmission {
  submissionId: string;
  regionId: string;
  partnerId: string;
  reference: string | null;
  journeyId: string | null;
  status: ToldStatus;
  caseId: string | null;
  ticketId: string | null;
  /** Who has it now; null: not told yet. */
  unitId: string | null;
  profession: string | null;
  outcome: string | null;
}

/** One thing that a partner is told. It never changes, so that what is sent again is the same to the letter. */
export interface WebhookEvent {
  id: string;
  regionId: string;
  partnerId: string;
  /** The partner's own number of it, gapless from 1; null: a test. */
  cursor: number | null;
  type: WebhookEventType;
  /** As it stood then; null: a test. */
  facts: ToldSubmission | null;
  at: Date;
}

const typeOfStatus = {
  RECEIVED: 'SUBMISSION_RECEIVED',
  PENDING: 'SUBMISSION_PENDING',
  IN_PROGRESS: 'SUBMISSION_IN_PROGRESS',
  COMPLETED: 'SUBMISSION_COMPLETED',
  CANCELLED: 'SUBMISSION_CANCELLED',
} as const satisfies Record<ToldStatus, WebhookEventType>;

/** What tells that a submission now stands there. */
export function eventOfStatus(status: ToldStatus): WebhookEventType {
  return typeOfStatus[status];
}

/** The body that is sent, as Standard Webhooks has it: type, timestamp, data. */
export function webhookBody({ cursor, type, facts, at }: WebhookEvent): string {
  const told = facts && {
    submissionId: facts.submissionId, reference: facts.reference, journeyId: facts.journeyId, status: facts.status, caseId: facts.caseId, ticketId: facts.ticketId,
    unitId: facts.unitId, profession: facts.profession, outcome: facts.outcome,
  };
  return JSON.stringify({ type: webhookEventTypes[type], timestamp: at.toISOString(), data: { cursor, ...told } });
}
