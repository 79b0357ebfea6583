import { staffOf } from '@vardgraf/service-kit/callers';
import { casesInNobodysList as read } from '../../operations/read-case';
import type { QueryResolvers } from '../generated/resolvers';

export const casesInNobodysList: NonNullable<QueryResolvers['casesInNobodysList']> = async (_root, _args, context) => {
  const cards = await read(context.db, staffOf(context).regionId);
  context.disclose({ action: 'casesInNobodysList', what: `case-cards/${cards.length}` });
  return cards;
};
