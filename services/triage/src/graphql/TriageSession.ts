import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import type { TriageSessionResolvers } from './generated/resolvers';
import { visibleSession } from './loaders';

/** A session by its id, as `triageSession` gives it. */
export const TriageSession: TriageSessionResolvers = {
  __resolveReference: (reference: { id: string }, context: GraphContext) => visibleSession(reference.id, context),
};
