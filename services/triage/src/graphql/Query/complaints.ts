import { listComplaints } from '../../operations/list-complaints';
import { askerOf } from '../callers';
import type { QueryResolvers } from '../generated/resolvers';
import { inLanguage } from '../in-language';

export const complaints: NonNullable<QueryResolvers['complaints']> = async (_root, _args, context) =>
  inLanguage(await listComplaints(context.db, askerOf(context), context.language), context.language);
