import { patientOf } from '@vardgraf/service-kit/callers';
import { myBookings as read } from '../../operations/read-bookings';
import type { QueryResolvers } from '../generated/resolvers';
import { discloseBookings } from '../loaders';

export const myBookings: NonNullable<QueryResolvers['myBookings']> = async (_root, _args, context) => {
  const bookings = await read(context.db, patientOf(context));
  discloseBookings(context, bookings);
  return bookings;
};
