import { notPermitted, type RefusedAs } from './outcome';
import type { Standing } from './standing';
import { readBy, type Thread } from './thread';

type Decided = { is: 'CHANGED'; thread: Thread } | { is: 'SAME' } | { is: 'NO_SUCH_MESSAGE' } | RefusedAs<'NOT_PERMITTED'>;

/**
 * Moves the mark of the person's side forward, never back (MSG-1). Staff who have only opened the case move nothing: what they saw is not
 * read by who shall answer. A number beyond the last message is refused: it would mark as read what is still to be written.
 */
export function markRead(thread: Thread, by: Standing, seq: number): Decided {
  if (!by.speaksForSide) return notPermitted;
  if (seq > thread.lastSeq) return { is: 'NO_SUCH_MESSAGE' };
  if (seq <= readBy(thread, by.side)) return { is: 'SAME' };
  return { is: 'CHANGED', thread: by.side === 'STAFF' ? { ...thread, readByStaff: seq } : { ...thread, readByPatient: seq } };
}
