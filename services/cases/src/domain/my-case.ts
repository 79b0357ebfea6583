import type { Case } from './case';
import type { CaseStatus } from './codes';

/** What the patient, or a guardian, sees of a case (QUE-8). */
export const myCaseFacts = [
  'id', 'kind', 'status', 'unitId', 'complaintCode', 'createdAt', 'waitingSince', 'dueAt', 'bookedAt', 'sessionId', 'patientId', 'tags', 'riskState',
] as const satisfies readonly (keyof Case)[];

export interface MyCase extends Pick<Case, (typeof myCaseFacts)[number]> {
  patientId: string;
  /** When the patient was asked whether anything has changed, where nothing has been said since (BEY-5). */
  recheckAskedAt: Date | null;
  /** The instant at which this was true. */
  asOf: Date;
}

/** What comes next for the patient, before it is put into words (BEY-12). */
export type Expectation =
  | { next: 'WITHIN'; minutes: number }
  | { next: 'AFTER_OPENING'; minutes: number }
  | { next: 'AT_BOOKED_TIME' | 'IN_TURN' | 'LATE' | 'SOON' | 'NOW' | 'IN_WRITING' | 'OVER' | 'WITHDRAWN' | 'CLOSED_AS_WRONG' };

const byStatus = {
  ACCEPTED: 'SOON',
  IN_PROGRESS: 'NOW',
  ON_HOLD: 'IN_WRITING',
  COMPLETED: 'OVER',
  CANCELLED: 'WITHDRAWN',
  ENTERED_IN_ERROR: 'CLOSED_AS_WRONG',
} as const satisfies Record<Exclude<CaseStatus, 'REQUESTED'>, Expectation['next']>;

/** What the patient may expect. Never less than a minute, and a slipped promise is said, not hidden. */
export function expectation(c: Pick<MyCase, 'status' | 'waitingSince' | 'dueAt' | 'bookedAt' | 'asOf'>): Expectation {
  if (c.bookedAt && c.bookedAt > c.asOf && (c.status === 'REQUESTED' || c.status === 'ACCEPTED')) return { next: 'AT_BOOKED_TIME' };
  if (c.status !== 'REQUESTED') return { next: byStatus[c.status] };
  if (!c.dueAt) return { next: 'IN_TURN' };
  if (c.dueAt <= c.asOf) return { next: 'LATE' };
  if (c.waitingSince > c.asOf) return { next: 'AFTER_OPENING', minutes: minutesBetween(c.waitingSince, c.dueAt) };
  return { next: 'WITHIN', minutes: minutesBetween(c.asOf, c.dueAt) };
}

function minutesBetween(from: Date, to: Date): number {
  return Math.max(1, Math.ceil((to.getTime() - from.getTime()) / 60_000));
}
