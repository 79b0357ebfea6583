import { liveOf } from '@vardgraf/service-kit/callers';
import { shiftKeys as read } from '../../operations/read-shifts';
import type { QueryResolvers } from '../generated/resolvers';

export const shiftKeys: NonNullable<QueryResolvers['shiftKeys']> = (_root, { unitId }, context) => read(context.db, liveOf(context), unitId);
