import type { EventData } from '@vardgraf/schema/events/catalogue';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { isOfPatientsSide, type Message, type Saying } from '../domain/message';
import { phaseOfPosting } from '../domain/moves';
import type { Thread } from '../domain/thread';
import { insertMessages } from '../storage/message-store';
import { saveThread } from '../storage/thread-store';

type ThreadEventType = 'thread.opened' | 'message.posted' | 'thread.read' | 'phase.ended';

/** An event about a thread before it has its number. */
export type ThreadEvent = { [T in ThreadEventType]: { type: T; data: EventData<T> } }[ThreadEventType];

/** One change of a thread, as an operation decided it. */
export interface Change {
  /** Locked by the operation. */
  before: Thread;
  after: Thread;
  /** What is said by it, in order. */
  says?: readonly Saying[];
  /** Told before the messages. */
  opening?: ThreadEvent;
  /** Told after the messages. */
  event?: ThreadEvent;
  /** The operation's verb, for the log. */
  verb: string;
  what: string;
  requestId?: string | undefined;
}

/**
 * Stores a change with everything that must accompany it (I6): messages at their places, the row, its numbered events, the live counter and the
 * audit row (AUD-1). A place is the row's own number, taken under its lock; the counter's must be the same, or nothing is committed.
 * @returns the thread and its new messages as stored
 */
export async function recordChange(tx: Tx, change: Change): Promise<{ thread: Thread; messages: Message[] }> {
  const { before, after, says = [] } = change;
  const messages = says.map((saying, i): Message => ({ ...saying, threadId: after.id, seq: before.lastSeq + 1 + i }));
  const events = [change.opening, ...messages.map((message, i) => posted(change, message, messages.slice(0, i + 1))), change.event].filter((event) => event !== undefined);
  const thread: Thread = {
    ...after, lastSeq: before.lastSeq + messages.length, lastPostedAt: latest([after.lastPostedAt, ...messages.map((message) => message.sentAt)]), version: before.version + events.length,
    unreadByStaff: after.unreadByStaff + ofPatientsSide(messages), unreadByPatient: after.unreadByPatient + messages.filter((m) => m.senderKind === 'STAFF').length,
  };
  await saveThread(tx, before, thread);
  if (messages.length > 0) await insertMessages(tx, messages);
  for (const message of messages) tx.bumpCounter(`thread.${thread.id}`, (seq) => hintOf(message, seq));
  events.forEach((event, i) => tx.emit({ ...event, aggregateId: thread.id, version: before.version + 1 + i, regionId: thread.regionId } as Parameters<Tx['emit']>[0]));
  tx.audit({
    action: change.verb, what: change.what, patientId: thread.patientId ?? undefined, caseId: thread.caseId, regionId: thread.regionId, unitId: thread.unitId, requestId: change.requestId,
  });
  return { thread, messages };
}

/** What every event says of the thread. */
export function where(t: Thread): Pick<EventData<'thread.opened'>, 'threadId' | 'caseId' | 'patientId' | 'unitId'> {
  return { threadId: t.id, caseId: t.caseId, patientId: t.patientId, unitId: t.unitId };
}

function posted({ before, after }: Change, message: Message, upToIt: readonly Message[]): ThreadEvent {
  const { id: messageId, seq, senderKind, senderId, sentAt } = message;
  return {
    type: 'message.posted',
    data: {
      ...where(after), messageId, seq, senderKind, senderId, phase: phaseOfPosting(before.phase, after.phase), postedAt: sentAt.toISOString(),
      unreadByStaff: after.unreadByStaff + ofPatientsSide(upToIt),
    },
  };
}

/** @throws Error when something else than posting has counted the stream: the transaction is rolled back */
function hintOf(message: Message, counted: number): { seq: number; messageId: string } {
  if (counted !== message.seq) throw new Error(`the live counter of a thread is at ${counted} and its message at ${message.seq}`);
  return { seq: message.seq, messageId: message.id };
}

function ofPatientsSide(messages: readonly Message[]): number {
  return messages.filter((message) => isOfPatientsSide(message.senderKind)).length;
}

/** A line is dated when it happened, which may be before what was written meanwhile. */
function latest(instants: readonly Date[]): Date {
  return new Date(Math.max(...instants.map((instant) => instant.getTime())));
}
