import type { QueryResolvers } from '../generated/resolvers';
import { visibleSession } from '../loaders';

export const triageSession: NonNullable<QueryResolvers['triageSession']> = (_root, { id }, context) => visibleSession(id, context);
