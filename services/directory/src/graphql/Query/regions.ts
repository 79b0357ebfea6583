import { readRegions } from '../../operations/read-organisation';
import type { QueryResolvers } from '../generated/resolvers';

export const regions: QueryResolvers['regions'] = async (_parent, _args, context) => (await readRegions(context.db)).filter((found) => found !== undefined);
