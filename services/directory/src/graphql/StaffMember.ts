import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import type { StaffMemberResolvers } from './generated/resolvers';
import * as load from './loaders';

export const StaffMember: StaffMemberResolvers = {
  __resolveReference: ({ id }: { id: string }, context: GraphContext) => load.staffMember(context, id),
  name: (person) => person.displayName,
};
