import { queue as read } from '../../operations/queue';
import { staffOf } from '../callers';
import type { QueryResolvers } from '../generated/resolvers';

export const queue: NonNullable<QueryResolvers['queue']> = async (_root, { unitId, filter, first, after }, context) => {
  const page = await read(context.db, staffOf(context), { unitId, filter: given(filter ?? {}), first: first ?? 50, after: after ?? undefined });
  if (page) context.disclose({ action: 'queue', what: `case-cards/${page.edges.length}`, unitId });
  return page;
};

/** A client may send null for what it does not ask. */
function given<T extends object>(filter: T): { [K in keyof T]: Exclude<T[K], null> } {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null)) as never;
}
