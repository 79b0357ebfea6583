import { readReviews } from '../../operations/read-reviews';
import { reviewerOf } from '../callers';
import type { QueryResolvers } from '../generated/resolvers';

export const auditReviews: NonNullable<QueryResolvers['auditReviews']> = async (_root, { first, after }, context) =>
  readReviews(context.db, reviewerOf(context), { first: first ?? 50, after: after ?? undefined });
