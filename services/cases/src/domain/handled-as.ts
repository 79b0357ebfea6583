import type { PriorityLevel, PriorityScheme } from './priority-scheme';
import { levelOf } from './priority-scheme';

/**
 * The level by which a case is handled. A code that the scheme no longer has (it was changed while the patient answered) is handled as the least
 * urgent level that is at least as urgent, so that an accepted session always becomes a case and is never placed later than triage said.
 */
export function handledAs(scheme: PriorityScheme, code: string, urgencyRank: number): PriorityLevel {
  const level = levelOf(scheme, code);
  if (level?.makesCase) return level;
  const byRank = scheme.levels.filter((l) => l.makesCase).sort((a, b) => a.urgencyRank - b.urgencyRank);
  const found = byRank.filter((l) => l.urgencyRank <= urgencyRank).at(-1) ?? byRank[0];
  if (!found) throw new Error('the scheme has no level that makes a case');
  return found;
}
