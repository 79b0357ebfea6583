import { emergencyInformation as read } from '../../operations/emergency-information';
import type { QueryResolvers } from '../generated/resolvers';
import { inLanguage } from '../in-language';

export const emergencyInformation: NonNullable<QueryResolvers['emergencyInformation']> = async (_root, _args, { actor, db, language }) =>
  inLanguage(await read(db, actor?.regionId), language);
