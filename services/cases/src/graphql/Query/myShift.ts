import { staffOf } from '@vardgraf/service-kit/callers';
import { myShift as read } from '../../operations/read-shifts';
import type { QueryResolvers } from '../generated/resolvers';

export const myShift: NonNullable<QueryResolvers['myShift']> = (_root, { unitId }, context) => read(context.db, staffOf(context), unitId);
