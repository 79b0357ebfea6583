import { partnerOf } from '@vardgraf/service-kit/callers';
import { mySubmissions as read } from '../../operations/read-submissions';
import type { QueryResolvers } from '../generated/resolvers';
import { discloseSubmissions } from '../loaders';

export const mySubmissions: NonNullable<QueryResolvers['mySubmissions']> = async (_root, { first, after }, context) => {
  const page = await read(context.db, partnerOf(context), { first: first ?? 50, after: after ?? undefined });
  discloseSubmissions(context, page.edges.map((edge) => edge.node));
  return page;
};
