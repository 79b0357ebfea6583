import { patientOf } from '@vardgraf/service-kit/callers';
import { myTickets as read } from '../../operations/read-bookings';
import type { QueryResolvers } from '../generated/resolvers';
import { discloseTickets } from '../loaders';

export const myTickets: NonNullable<QueryResolvers['myTickets']> = async (_root, _args, context) => {
  const tickets = await read(context.db, patientOf(context));
  discloseTickets(context, tickets);
  return tickets;
};
