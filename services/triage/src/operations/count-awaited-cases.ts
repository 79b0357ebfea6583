import { type Database, read } from '@vardgraf/service-kit/postgres';
import { casesAwaited } from '../storage/awaited-case-store';

/** After this long an accepted session without its case is a fault. */
export const caseDueAfterSeconds = 30;

/** Accepted sessions whose case cases has not told of in 30 s: patients who wait for nobody. */
export function countAwaitedCases(db: Database): Promise<number> {
  return casesAwaited({ query: (sql, params) => read(db, sql, params) }, caseDueAfterSeconds);
}
