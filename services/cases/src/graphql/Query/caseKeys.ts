import { staffOf } from '@vardgraf/service-kit/callers';
import { caseKeys as read } from '../../operations/live-keys';
import type { QueryResolvers } from '../generated/resolvers';

/** An id and a number, which the gateway compares every few seconds: nothing is shown by it, so nothing is logged; each look at the case is. */
export const caseKeys: NonNullable<QueryResolvers['caseKeys']> = (_root, { caseId }, context) => read(context.db, staffOf(context), caseId);
