import type { QueryResolvers } from '../generated/resolvers';
import { visibleThread } from '../loaders';

export const thread: NonNullable<QueryResolvers['thread']> = (_root, { id }, context) => visibleThread(id, context);
