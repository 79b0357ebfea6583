import { staffOf } from '@vardgraf/service-kit/callers';
import { queue as read } from '../../operations/queue';
import type { QueryResolvers } from '../generated/resolvers';
import { given } from '../queue-filter';

export const queue: NonNullable<QueryResolvers['queue']> = async (_root, { unitId, filter, first, after }, context) => {
  const page = await read(context.db, staffOf(context), { unitId, filter: given(filter ?? {}), first: first ?? 50, after: after ?? undefined });
  if (page) context.disclose({ action: 'queue', what: `case-cards/${page.edges.length}`, unitId });
  return page;
};
