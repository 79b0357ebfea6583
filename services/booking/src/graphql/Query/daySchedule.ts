import { daySchedule as read } from '../../operations/read-unit';
import { staffOf } from '../callers';
import type { QueryResolvers } from '../generated/resolvers';

export const daySchedule: NonNullable<QueryResolvers['daySchedule']> = (_root, { unitId, date }, context) => read(context.db, staffOf(context), unitId, date);
