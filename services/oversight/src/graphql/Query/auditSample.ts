import { sampleTrail } from '../../operations/read-trail';
import { reviewerOf } from '../callers';
import { discloseEntries } from '../disclosures';
import type { QueryResolvers } from '../generated/resolvers';

export const auditSample: NonNullable<QueryResolvers['auditSample']> = async (_root, { from, to, size }, context) => {
  const entries = await sampleTrail(context.db, reviewerOf(context), { from: new Date(from), to: new Date(to) }, size ?? 20);
  discloseEntries(context, 'auditSample', entries);
  return entries;
};
