import { staffOf } from '@vardgraf/service-kit/callers';
import { daySchedule as read } from '../../operations/read-unit';
import type { QueryResolvers } from '../generated/resolvers';

export const daySchedule: NonNullable<QueryResolvers['daySchedule']> = (_root, { unitId, date }, context) => read(context.db, staffOf(context), unitId, date);
