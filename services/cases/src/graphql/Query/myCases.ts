import { patientOf } from '@vardgraf/service-kit/callers';
import { myCases as read } from '../../operations/read-case';
import type { QueryResolvers } from '../generated/resolvers';
import { discloseChildren } from '../loaders';

export const myCases: NonNullable<QueryResolvers['myCases']> = async (_root, _args, context) => {
  const cases = await read(context.db, patientOf(context));
  discloseChildren(context, cases);
  return cases;
};
