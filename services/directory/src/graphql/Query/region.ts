import type { QueryResolvers } from '../generated/resolvers';
import * as load from '../loaders';

export const region: QueryResolvers['region'] = (_parent, { id }, context) => load.region(context, id);
