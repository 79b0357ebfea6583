import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import { staffOf } from '@vardgraf/service-kit/callers';
import { handoversWaiting } from '../operations/read-handovers';
import { signOffsAsked, signOffsWaiting } from '../operations/read-sign-offs';
import type { MyWorkResolvers } from './generated/resolvers';
import { discloseHandovers } from './loaders';
import { discloseSignOffs } from './SignOff';

/** The caller's own, and nobody else's. */
export const MyWork: MyWorkResolvers = {
  handoversWaiting: async (_work, _args, context) => {
    const waiting = await handoversWaiting(context.db, staffOf(context));
    discloseHandovers(context, waiting);
    return waiting;
  },
  signOffsWaiting: async (_work, _args, context) => {
    const waiting = await signOffsWaiting(context.db, staffOf(context));
    discloseSignOffs(context, waiting);
    return waiting;
  },
  signOffsAsked: async (_work, _args, context) => {
    const asked = await signOffsAsked(context.db, staffOf(context));
    discloseSignOffs(context, asked);
    return asked;
  },
  __resolveReference: ({ id }: { id: string }, context: GraphContext) => (staffOf(context).personId === id ? { id } : null),
};
