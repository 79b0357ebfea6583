import { evaluate, type Result } from '../domain/evaluate';
import type { Pack } from '../domain/pack';
import { answersOf, contextOf, type Session } from '../domain/session';

/** Whether the card with numbers to call is to be shown: from the first answer or word that asks for it, for the rest of the session. */
export function showCrisisCard(s: Session, pack: Pack, result: Result = evaluate(pack, contextOf(s), answersOf(s))): boolean {
  return s.crisisCardShown || result.flags.includes('CRISIS_CARD');
}
