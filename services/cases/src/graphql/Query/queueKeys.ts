import { queueKeys as read } from '../../operations/live-keys';
import { liveOf } from '../callers';
import type { QueryResolvers } from '../generated/resolvers';

export const queueKeys: NonNullable<QueryResolvers['queueKeys']> = (_root, { unitId }, context) => read(context.db, liveOf(context), unitId);
