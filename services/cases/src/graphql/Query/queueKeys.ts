import { badInput } from '@vardgraf/service-kit/fault';
import { liveOf } from '@vardgraf/service-kit/callers';
import { queueKeys as read } from '../../operations/live-keys';
import type { QueryResolvers } from '../generated/resolvers';
import { given } from '../queue-filter';

const most = 1_000;

export const queueKeys: NonNullable<QueryResolvers['queueKeys']> = (_root, { unitId, filter, viewerId, among }, context) => {
  if (among && among.length > most) throw badInput('among', `at most ${most}`);
  return read(context.db, liveOf(context), unitId, { filter: given(filter ?? {}), viewerId: viewerId ?? undefined, among: among ?? undefined });
};
