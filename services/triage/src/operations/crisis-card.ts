import type { Result } from '../domain/evaluate';
import type { Pack } from '../domain/pack';
import { answersOf, contextOf, type Session } from '../domain/session';
import { evaluateTogether, joined } from '../domain/together';

/** Whether the card with numbers to call is to be shown: from the first answer or word that asks for it, for the rest of the session. */
export function showCrisisCard(s: Session, packs: readonly [Pack, ...Pack[]], result: Result = joined(evaluateTogether(packs, (pack) => contextOf(s, pack.id), answersOf(s)))): boolean {
  return s.crisisCardShown || result.flags.includes('CRISIS_CARD');
}
