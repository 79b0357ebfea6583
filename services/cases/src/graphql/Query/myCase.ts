import type { QueryResolvers } from '../generated/resolvers';
import { ownCase } from '../loaders';

export const myCase: NonNullable<QueryResolvers['myCase']> = (_root, { id }, context) => ownCase(id, context);
