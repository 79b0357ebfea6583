import { staffOf } from '@vardgraf/service-kit/callers';
import { colleaguesOnShift as read } from '../../operations/read-shifts';
import type { QueryResolvers } from '../generated/resolvers';

export const colleaguesOnShift: NonNullable<QueryResolvers['colleaguesOnShift']> = (_root, { unitId }, context) => read(context.db, staffOf(context).regionId, unitId);
