import type { QueryResolvers } from '../generated/resolvers';
import { visibleCard } from '../loaders';

export const caseCard: NonNullable<QueryResolvers['caseCard']> = (_root, { id }, context) => visibleCard(id, context);
