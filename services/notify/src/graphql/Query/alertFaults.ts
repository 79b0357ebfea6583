import { staffOf } from '@vardgraf/service-kit/callers';
import { alertFaults as read } from '../../operations/read-alerts';
import type { QueryResolvers } from '../generated/resolvers';

export const alertFaults: NonNullable<QueryResolvers['alertFaults']> = async (_root, _args, context) => read(context.db, staffOf(context));
