import type { MyCaseResolvers } from './generated/resolvers';
import { bookingOfCase } from './loaders';

/** What booking adds to a case in its patient's words. */
export const MyCase: MyCaseResolvers = {
  booking: (c, _args, context) => bookingOfCase(c.id, context),
  __resolveReference: (reference: { id: string }) => reference,
};
