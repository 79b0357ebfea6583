import type { QueryResolvers } from '../generated/resolvers';
import { sessionsToGoOnWith } from '../loaders';

export const openTriageSessions: NonNullable<QueryResolvers['openTriageSessions']> = (_root, _args, context) => sessionsToGoOnWith(context);
