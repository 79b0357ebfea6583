import { staffOf } from '@vardgraf/service-kit/callers';
import { unitTickets as read } from '../../operations/read-unit';
import type { QueryResolvers } from '../generated/resolvers';
import { discloseTickets } from '../loaders';

export const unitTickets: NonNullable<QueryResolvers['unitTickets']> = async (_root, { unitId, status, first, after }, context) => {
  const page = await read(context.db, staffOf(context), { unitId, status: status ?? null, first: first ?? 50, after: after ?? undefined });
  if (page) discloseTickets(context, page.edges.map(({ node }) => node));
  return page;
};
