import { type PageInfo, pageInfo } from '@vardgraf/service-kit/page-info';
import type { Database } from '@vardgraf/service-kit/postgres';
import { type Greeting, greetingText } from '../domain/greeting';
import type { Message } from '../domain/message';
import { messagesBefore, messagesById } from '../storage/message-store';
import { isId, readingOf } from './read-thread';

/** A page of a thread that the caller has in hand. */
export interface PageQuestion {
  threadId: string;
  last: number;
  /** Before this place; null from the end. */
  before: number | null;
}

export interface MessagePage {
  /** Oldest first. */
  nodes: Message[];
  hasEarlier: boolean;
  /** The same messages as a connection; a cursor is the message's number as text. */
  edges: { cursor: string; node: Message }[];
  pageInfo: PageInfo;
}

/** Pages of threads, in the questions' order, in one statement. */
export async function messagePages(db: Database, regionId: string, pages: readonly PageQuestion[]): Promise<MessagePage[]> {
  const rows = await messagesBefore(readingOf(db), regionId, pages.map((page) => ({ ...page, last: page.last + 1 })));
  return pages.map(({ last, before }, i) => {
    const ofPage = rows.filter((row) => row.page === i);
    const nodes = ofPage.slice(-last);
    const hasEarlier = ofPage.length > last;
    const edges = nodes.map((node) => ({ cursor: String(node.seq), node }));
    return { nodes, hasEarlier, edges, pageInfo: { ...pageInfo(edges, before !== null, null), hasPreviousPage: hasEarlier } };
  });
}

/** The region's messages with the ids, in their order. Whether the caller sees them is decided by their threads. */
export async function readMessages(db: Database, regionId: string, ids: readonly string[]): Promise<(Message | null)[]> {
  const known = ids.filter(isId);
  const found = new Map((known.length > 0 ? await messagesById(readingOf(db), regionId, known) : []).map((message) => [message.id, message]));
  return ids.map((id) => found.get(id.toLowerCase()) ?? null);
}

/** A greeting in the reader's language (VIS-1). */
export const greetingIn = (greeting: Greeting, language: 'sv' | 'en'): string => greetingText(greeting, language);
