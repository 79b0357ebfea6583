import type { QueryResolvers } from '../generated/resolvers';
import { readableConsultation } from '../loaders';

export const consultation: NonNullable<QueryResolvers['consultation']> = (_root, { id }, context) => readableConsultation(id, context);
