import { staffOf } from '@vardgraf/service-kit/callers';
import { myConsultations as read } from '../../operations/read-consultations';
import type { QueryResolvers } from '../generated/resolvers';
import { discloseConsultations } from '../loaders';

export const myConsultations: NonNullable<QueryResolvers['myConsultations']> = async (_root, _args, context) => {
  const found = await read(context.db, staffOf(context));
  discloseConsultations(context, found);
  return found;
};
