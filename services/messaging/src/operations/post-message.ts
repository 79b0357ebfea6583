import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { type Message, written } from '../domain/message';
import { notFound, type RefusedAs } from '../domain/outcome';
import { longestText, postMessage as decide } from '../domain/post-message';
import { messageOfClient } from '../storage/message-store';
import type { ThreadView } from './read-thread';
import { recordChange } from './record-change';
import { lockSeen, type Participant } from './standing-of';

export { longestText };

export interface PostMessageInput {
  clientId: string;
  threadId: string;
  text: string;
}

type Outcome = { is: 'DONE'; message: Message; thread: ThreadView } | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED' | 'THREAD_CLOSED'>;

/**
 * Writes a message at the next place of the thread: one client id, one message, the same order for everyone (MSG-1). The same client id again
 * gives the first message, also after the conversation has ended.
 */
export async function postMessage(db: Database, actor: Participant, input: PostMessageInput, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const seen = await lockSeen(tx, actor, input.threadId);
    if (!seen) return notFound;
    const { thread, by } = seen;
    const first = await messageOfClient(tx, { threadId: thread.id, senderId: by.personId, clientId: input.clientId });
    if (first) return { is: 'DONE', message: first, thread: { ...thread, by } };
    const decided = decide(thread, by);
    if (decided.is !== 'YES') return decided;
    const saying = written({ id: v7(), senderKind: by.senderKind, senderId: by.personId, clientId: input.clientId, text: input.text, sentAt: await tx.now() });
    const stored = await recordChange(tx, { before: thread, after: thread, says: [saying], verb: 'postMessage', what: 'message.posted', requestId });
    return { is: 'DONE', message: stored.messages[0]!, thread: { ...stored.thread, by } };
  });
}
