import { badInput } from '@vardgraf/service-kit/fault';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { markRead as decide } from '../domain/mark-read';
import { notFound, type RefusedAs } from '../domain/outcome';
import { unreadAfter } from '../storage/message-store';
import type { ThreadView } from './read-thread';
import { recordChange, where } from './record-change';
import { tellMarks } from './say-present';
import { lockSeen, type Participant } from './standing-of';

type Outcome = { is: 'DONE'; thread: ThreadView } | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED'>;

/**
 * Moves the mark of the caller's side; a lower number changes nothing (MSG-1).
 * @throws Fault BAD_INPUT for a number beyond the last message
 */
export async function markRead(db: Database, actor: Participant, input: { threadId: string; seq: number }, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const seen = await lockSeen(tx, actor, input.threadId);
    if (!seen) return notFound;
    const { thread, by } = seen;
    const decided = decide(thread, by, input.seq);
    if (decided.is === 'NO_SUCH_MESSAGE') throw badInput('input.seq', 'the number of a message of the thread');
    if (decided.is === 'SAME') return { is: 'DONE', thread: { ...thread, by } };
    if (decided.is !== 'CHANGED') return decided;
    const after = { ...decided.thread, ...(await unreadAfter(tx, decided.thread)) };
    const stored = await recordChange(tx, {
      before: thread, after, verb: 'markRead', what: 'thread.read', requestId,
      event: { type: 'thread.read', data: { ...where(after), readerKind: by.senderKind, readerId: by.personId, upToSeq: input.seq, unreadByStaff: after.unreadByStaff } },
    });
    tx.afterCommit(() => tellMarks(db, thread.id));
    return { is: 'DONE', thread: { ...stored.thread, by } };
  });
}
