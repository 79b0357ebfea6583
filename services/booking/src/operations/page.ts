import { badInput } from '@vardgraf/service-kit/fault';
import { type PageInfo, pageInfo } from '@vardgraf/service-kit/page-info';

/** A page of a list, as the graph answers it (Relay). */
export interface Page<T> {
  edges: { cursor: string; node: T }[];
  pageInfo: PageInfo;
}

const largestPage = 100;

/** @throws Fault BAD_INPUT for a page size outside 1–100 */
export function checkPageSize(first: number): void {
  if (!Number.isInteger(first) || first < 1 || first > largestPage) throw badInput('first', `from 1 to ${largestPage}`);
}

/** A page of `first` from rows of which one more was asked for; a place is what the order compares. */
export function pageOf<T>(rows: readonly T[], { first, after }: { first: number; after?: string | null | undefined }, place: (row: T) => (string | number)[]): Page<T> {
  const edges = rows.slice(0, first).map((node) => ({ cursor: Buffer.from(JSON.stringify(place(node))).toString('base64url'), node }));
  return { edges, pageInfo: pageInfo(edges, rows.length > first, after) };
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** The place that a cursor of ours names: an instant and an id, with the place of the group before them where the list has groups. */
export function placeOf(cursor: string, groups: boolean): { group: number; at: string; id: string } {
  try {
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const [group, at, id] = groups ? parts : [0, ...parts];
    if (parts.length === (groups ? 3 : 2) && (group === 0 || group === 1) && typeof at === 'string' && instant.test(at) && isUuid(id)) return { group, at, id };
  } catch {
    // Not JSON: answered below like any other text that is no cursor.
  }
  throw badInput('after', 'a cursor of this list');
}

/** Whether the text can be an id of ours at all; anything else would be a fault of the database, not an empty answer. */
export function isUuid(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
