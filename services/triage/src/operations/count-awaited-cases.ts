import { type Database, read } from '@vardgraf/service-kit/postgres';
import { assignmentsAwaited, casesAwaited } from '../storage/awaited-case-store';

/** After this long an accepted session without its case is a fault. */
export const caseDueAfterSeconds = 30;

/** Accepted sessions whose case cases has not told of in 30 s: patients who wait for nobody. */
export function countAwaitedCases(db: Database): Promise<number> {
  return casesAwaited({ query: (sql, params) => read(db, sql, params) }, caseDueAfterSeconds);
}

/** After this long telephone triage should have submitted what it finished. */
export const assignmentDueAfterSeconds = 900;

/** Sessions finished for a patient who cannot be met digitally, whose assignment telephone triage has not submitted in 15 minutes: callers who wait for nobody. */
export function countAwaitedAssignments(db: Database): Promise<number> {
  return assignmentsAwaited({ query: (sql, params) => read(db, sql, params) }, assignmentDueAfterSeconds);
}
