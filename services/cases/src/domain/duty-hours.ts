import { handleBy, type HandlingClock, type OpenInterval } from './handling-time';
import { alertsFor, type PriorityLevel } from './priority-scheme';

/** Longer than any holiday: a unit without duty in that time has unknown hours, and an unknown clock must not stand still. */
const longestWithoutDutyMs = 7 * 24 * 3_600_000;

/** When an assignment is read: at once on duty, else when the next duty begins (CON-3). Undefined when no duty is known within a week. */
export function readFrom(submittedAt: Date, duty: readonly OpenInterval[]): Date | undefined {
  const next = duty.find((interval) => interval.to > submittedAt);
  if (!next || next.from.getTime() - submittedAt.getTime() > longestWithoutDutyMs) return undefined;
  return next.from > submittedAt ? next.from : submittedAt;
}

/**
 * The clock of a consultation, an assignment from telephone triage or a question from staff, until its first answer (QUE-2, RDG-2, CON-3). What is urgent runs from the moment
 * the telephone nurse has sent it, by the wall clock, on duty or not: somebody has already judged how long the patient can wait. The rest runs from
 * when it is read; open hours are duty hours here.
 */
export function assignmentClock(q: { level: PriorityLevel; submittedAt: Date; duty: readonly OpenInterval[] }): HandlingClock & { readFrom: Date } {
  const { level, submittedAt } = q;
  const duty = q.duty.filter((interval) => interval.to > submittedAt);
  const known = readFrom(submittedAt, duty);
  const read = known ?? submittedAt;
  if (alertsFor(level, [])) {
    return { readFrom: read, waitingSince: submittedAt, dueAt: handleBy(submittedAt, level.handlingMinutes!, 'WALL', []), rule: 'clock/assignment-urgent' };
  }
  if (level.clock === 'SAME_OPENING_DAY' || level.handlingMinutes === null) {
    return { readFrom: read, waitingSince: read, dueAt: known ? duty[0]!.to : handleBy(read, 24 * 60, 'WALL', []), rule: known ? 'clock/assignment-same-day' : 'clock/hours-unknown' };
  }
  const dueAt = handleBy(read, level.handlingMinutes, level.clock === 'OPEN' ? 'OPEN' : 'WALL', known ? duty : []);
  return { readFrom: read, waitingSince: read, dueAt, rule: known ? 'clock/assignment-from-duty' : 'clock/hours-unknown' };
}
