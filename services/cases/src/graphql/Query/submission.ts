import { partnerOf } from '@vardgraf/service-kit/callers';
import { submission as read } from '../../operations/read-submissions';
import type { QueryResolvers } from '../generated/resolvers';
import { discloseSubmissions } from '../loaders';

export const submission: NonNullable<QueryResolvers['submission']> = async (_root, { reference }, context) => {
  const found = await read(context.db, partnerOf(context), reference.trim());
  if (found) discloseSubmissions(context, [found]);
  return found ?? null;
};
