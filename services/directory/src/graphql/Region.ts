import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import type { RegionResolvers } from './generated/resolvers';
import * as load from './loaders';

export const Region: RegionResolvers = {
  __resolveReference: ({ id }: { id: string }, context: GraphContext) => load.region(context, id),
  id: (region) => region.regionId,
};
