import { notPermitted, type RefusedAs, threadClosed } from './outcome';
import type { Standing } from './standing';
import type { Thread } from './thread';

/** Longest text, in characters. */
export const longestText = 10_000;

/**
 * Whether the person may write now: nobody once the conversation has ended, then the patient's side always, and of the staff who has the case
 * in hand or a work item of it (MSG-1, VIS-4).
 */
export function postMessage(thread: Pick<Thread, 'phase'>, by: Standing): { is: 'YES' } | RefusedAs<'THREAD_CLOSED' | 'NOT_PERMITTED'> {
  if (!by.speaksForSide) return notPermitted;
  if (thread.phase === 'CLOSED') return threadClosed;
  return by.inHand ? { is: 'YES' } : notPermitted;
}
