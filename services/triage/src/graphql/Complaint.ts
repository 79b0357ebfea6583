import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import type { ComplaintResolvers } from './generated/resolvers';
import { complaintOf } from './loaders';

/** A complaint by its code, for cards and cases. */
export const Complaint: ComplaintResolvers = {
  __resolveReference: (reference: { code: string }, context: GraphContext) => complaintOf(reference.code, context),
};
