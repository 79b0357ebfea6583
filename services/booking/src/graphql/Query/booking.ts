import type { QueryResolvers } from '../generated/resolvers';
import { visibleBooking } from '../loaders';

export const booking: NonNullable<QueryResolvers['booking']> = (_root, { id }, context) => visibleBooking(id, context);
