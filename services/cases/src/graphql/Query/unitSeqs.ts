import { badInput } from '@vardgraf/service-kit/fault';
import { liveOf } from '@vardgraf/service-kit/callers';
import { unitSeqs as read } from '../../operations/live-keys';
import type { QueryResolvers } from '../generated/resolvers';

const most = 1_000;

export const unitSeqs: NonNullable<QueryResolvers['unitSeqs']> = (_root, { unitIds }, context) => {
  if (unitIds.length > most) throw badInput('unitIds', `at most ${most}`);
  return read(context.db, liveOf(context), unitIds);
};
