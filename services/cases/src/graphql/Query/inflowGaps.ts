import { parseInput } from '@vardgraf/service-kit/input';
import { staffOf } from '@vardgraf/service-kit/callers';
import { inflowGaps as read } from '../../operations/read-inflow';
import type { QueryResolvers } from '../generated/resolvers';
import { inflowTime } from '../inflow-time';

export const inflowGaps: NonNullable<QueryResolvers['inflowGaps']> = (_root, { unitId, ...asked }, context) => read(context.db, staffOf(context), unitId, parseInput(inflowTime, asked));
