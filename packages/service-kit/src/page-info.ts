/** Where a page of a list begins and ends, in Relay's words. */
export interface PageInfo {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  startCursor: string | null;
  endCursor: string | null;
}

/**
 * The page info of a list that is read forwards (API-1). A cursor was given with an edge, so a page that was asked for after one has an edge before it.
 * @param after the cursor the page was asked with
 */
export function pageInfo(edges: readonly { cursor: string }[], hasNextPage: boolean, after: unknown): PageInfo {
  return { hasNextPage, hasPreviousPage: after != null, startCursor: edges[0]?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null };
}
