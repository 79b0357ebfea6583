import { patientOf } from '@vardgraf/service-kit/callers';
import { myCaseKeys as read } from '../../operations/live-keys';
import type { QueryResolvers } from '../generated/resolvers';

/** Ids and a number, which the gateway compares every few seconds: nothing is shown by it, so nothing is logged. */
export const myCaseKeys: NonNullable<QueryResolvers['myCaseKeys']> = (_root, _args, context) => read(context.db, patientOf(context));
