import { Fault } from '@vardgraf/service-kit/fault';
import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import type { Message } from '../domain/message';
import { type MessagePage, messagePages, type PageQuestion, readMessages } from '../operations/read-messages';
import { type Notices, readNotices } from '../operations/read-notices';
import { type AskCases, readThreads, readThreadsOfCases, type ThreadView } from '../operations/read-thread';
import { participantOf } from './callers';
import { noteReading } from './disclosures';

/** A thread that the caller takes part in; the reading is logged. */
export async function visibleThread(id: string, context: GraphContext): Promise<ThreadView | null> {
  return seen(await threadById(id, context), context);
}

/** The thread of a case, or of a work item's case; the reading is logged. */
export async function threadOfCase(caseId: string, context: GraphContext, ask?: AskCases): Promise<ThreadView | null> {
  return seen(await context.loader<string, ThreadView>('threads of cases', (ids) => readThreadsOfCases(context.db, participantOf(context), ids, ask))(caseId), context);
}

/** A message of a thread that the caller takes part in; the reading is logged. */
export async function visibleMessage(id: string, context: GraphContext): Promise<Message | null> {
  const { regionId } = participantOf(context);
  const message = await context.loader<string, Message>('messages', (ids) => readMessages(context.db, regionId, ids))(id);
  return message && (await visibleThread(message.threadId, context)) ? message : null;
}

/** A page of a thread that the caller has in hand. */
export async function messagePage(thread: ThreadView, page: Pick<PageQuestion, 'last' | 'before'>, context: GraphContext): Promise<MessagePage> {
  noteReading(thread, context);
  const key = JSON.stringify({ threadId: thread.id, last: page.last, before: page.before } satisfies PageQuestion);
  const found = await context.loader<string, MessagePage>('pages', (keys) => messagePages(context.db, thread.regionId, keys.map((one) => JSON.parse(one) as PageQuestion)))(key);
  return found!;
}

/** What stands beside the unit's conversations. */
export async function noticesOf(thread: ThreadView, context: GraphContext): Promise<Notices> {
  const notices = await context.loader<string, Notices>('notices', (unitIds) => readNotices(context.db, thread.regionId, unitIds))(thread.unitId);
  if (!notices) throw new Fault('INTERNAL', 'a unit has no notices');
  return notices;
}

function threadById(id: string, context: GraphContext): Promise<ThreadView | null> {
  return context.loader<string, ThreadView>('threads', (ids) => readThreads(context.db, participantOf(context), ids))(id);
}

function seen(thread: ThreadView | null, context: GraphContext): ThreadView | null {
  if (thread) noteReading(thread, context);
  return thread;
}
