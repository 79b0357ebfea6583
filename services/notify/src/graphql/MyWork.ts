import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import { staffOf } from '@vardgraf/service-kit/callers';
import { unreadNotices } from '../operations/read-staff-notices';
import type { MyWorkResolvers } from './generated/resolvers';

/** The caller's own, and nobody else's. */
export const MyWork: MyWorkResolvers = {
  unreadNotices: (_work, _args, context) => unreadNotices(context.db, staffOf(context)),
  __resolveReference: ({ id }: { id: string }, context: GraphContext) => (staffOf(context).personId === id ? { id } : null),
};
