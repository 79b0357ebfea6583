import { staffOf } from '@vardgraf/service-kit/callers';
import { openHandovers as read } from '../../operations/read-handovers';
import type { QueryResolvers } from '../generated/resolvers';
import { discloseHandovers } from '../loaders';

export const handovers: NonNullable<QueryResolvers['handovers']> = async (_root, { unitId }, context) => {
  const open = await read(context.db, staffOf(context), unitId);
  if (open) discloseHandovers(context, open);
  return open;
};
