import { parseInput } from '@vardgraf/service-kit/input';
import { staffOf } from '@vardgraf/service-kit/callers';
import { inflowDuties as read } from '../../operations/read-inflow';
import type { QueryResolvers } from '../generated/resolvers';
import { inflowTime } from '../inflow-time';

export const inflowDuties: NonNullable<QueryResolvers['inflowDuties']> = (_root, { unitId, ...asked }, context) => read(context.db, staffOf(context), unitId, parseInput(inflowTime, asked));
