import { openHandovers as read } from '../../operations/read-handovers';
import { staffOf } from '../callers';
import type { QueryResolvers } from '../generated/resolvers';
import { discloseHandovers } from '../loaders';

export const handovers: NonNullable<QueryResolvers['handovers']> = async (_root, { unitId }, context) => {
  const open = await read(context.db, staffOf(context), unitId);
  if (open) discloseHandovers(context, open);
  return open;
};
