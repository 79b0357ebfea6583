import type { CaseResolvers } from './generated/resolvers';
import { bookingOfCase } from './loaders';

/** What booking adds to an opened case: its booking, for staff of a unit that it concerns. */
export const Case: CaseResolvers = {
  booking: (c, _args, context) => bookingOfCase(c.id, context),
  __resolveReference: (reference: { id: string }) => reference,
};
