import { readTriageComparison } from '../../operations/read-triage-comparison';
import { figuresReaderOf } from '../callers';
import type { QueryResolvers } from '../generated/resolvers';

export const triageComparison: NonNullable<QueryResolvers['triageComparison']> = async (_root, { input }, context) =>
  readTriageComparison(context.db, figuresReaderOf(context), { from: input.from, to: input.to });
