import { badInput } from '@vardgraf/service-kit/fault';
import { type PageInfo, pageInfo } from '@vardgraf/service-kit/page-info';

/** A page as a client asks for it. */
export interface PageQuestion {
  first: number;
  after?: string | undefined;
}

/** A page as a client gets it (Relay). */
export interface Page<T> {
  edges: { cursor: string; node: T }[];
  pageInfo: PageInfo;
}

export const largestPage = 100;

/**
 * Reads a page of something that is numbered, newest first.
 * @param numberOf what the cursor counts by
 * @param load the rows before a number, at most `limit`
 * @throws Fault BAD_INPUT for a page size outside 1–100 or a cursor that is not one of ours
 */
export async function pageOf<T>(
  question: PageQuestion, numberOf: (row: T) => number, load: (page: { before: number | undefined; limit: number }) => Promise<T[]>,
): Promise<Page<T>> {
  const { first, after } = question;
  if (!Number.isInteger(first) || first < 1 || first > largestPage) throw badInput('first', `from 1 to ${largestPage}`);
  const found = await load({ before: after === undefined ? undefined : numberIn(after), limit: first + 1 });
  const edges = found.slice(0, first).map((node) => ({ cursor: cursorOf(numberOf(node)), node }));
  return { edges, pageInfo: pageInfo(edges, found.length > first, after) };
}

function cursorOf(number: number): string {
  return Buffer.from(`n${number}`).toString('base64url');
}

function numberIn(cursor: string): number {
  const [, number] = /^n(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (number === undefined) throw badInput('after', 'a cursor of this list');
  return Number(number);
}
