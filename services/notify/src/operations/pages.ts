import { badInput } from '@vardgraf/service-kit/fault';
import { type PageInfo, pageInfo } from '@vardgraf/service-kit/page-info';
import type { Place } from '../storage/notification-store';

const largestPage = 100;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export interface PageQuestion {
  first: number;
  after?: string | undefined;
}

export interface Page<T> {
  edges: { cursor: string; node: T }[];
  pageInfo: PageInfo;
}

/** What a client asks for, checked; one row more than asked tells whether there are more. @throws Fault BAD_INPUT for a page size outside 1–100 or a foreign cursor */
export function pageOf(q: PageQuestion): { first: number; after: Place | undefined } {
  if (!Number.isInteger(q.first) || q.first < 1 || q.first > largestPage) throw badInput('first', `from 1 to ${largestPage}`);
  return { first: q.first + 1, after: q.after === undefined ? undefined : placeOf(q.after) };
}

/** The rows as a connection. */
export function connection<T>(rows: T[], { first, after }: PageQuestion, place: (row: T) => Place): Page<T> {
  const edges = rows.slice(0, first).map((node) => ({ cursor: cursorOf(place(node)), node }));
  return { edges, pageInfo: pageInfo(edges, rows.length > first, after) };
}

function cursorOf({ at, id }: Place): string {
  return Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');
}

function placeOf(cursor: string): Place {
  const [at, id] = Buffer.from(cursor, 'base64url').toString().split(' ');
  if (!at || !instant.test(at) || !id || !uuid.test(id)) throw badInput('after', 'a cursor of this list');
  return { at: new Date(at), id };
}
