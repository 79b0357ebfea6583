import type { QueryResolvers } from '../generated/resolvers';
import { visibleTicket } from '../loaders';

export const myTicket: NonNullable<QueryResolvers['myTicket']> = (_root, { id }, context) => visibleTicket(id, context);
