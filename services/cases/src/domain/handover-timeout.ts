import { nextOpeningDay, type OpenInterval } from './handling-time';

/** How long a receiver has to answer (HND-1). */
export interface HandoverTimeout {
  /** Minutes from the request, by level code. */
  minutes: Readonly<Record<string, number>>;
  /** For every other level: minutes from the beginning of the receiver's next opening. */
  afterNextOpening: number;
}

const fourHours = 4 * 60;

/** Time-outs by the name that config/regions calls them: 5, 10, 30 and 120 minutes for handling times of 10 min, 30 min, 2 h and 8 h. */
export const handoverTimeouts = {
  ONE_TO_TWELVE: { minutes: { 2: 5, 3: 10, 4: 30, 5: 120 }, afterNextOpening: fourHours },
  ONE_TO_FIVE: { minutes: { 1: 5, 2: 10, 3: 30, 4: 120 }, afterNextOpening: fourHours },
} as const satisfies Record<string, HandoverTimeout>;

const dayMs = 86_400_000;

/** Until when the receiver answers. A unit whose hours nobody knows has a day: an unanswered request must not stand still. */
export function answerBy(timeout: HandoverTimeout, priority: string, askedAt: Date, receiverOpen: readonly OpenInterval[]): Date {
  const minutes = timeout.minutes[priority];
  if (minutes !== undefined) return new Date(askedAt.getTime() + minutes * 60_000);
  const opening = nextOpeningDay(askedAt, receiverOpen);
  return opening ? new Date(opening.from.getTime() + timeout.afterNextOpening * 60_000) : new Date(askedAt.getTime() + dayMs);
}
