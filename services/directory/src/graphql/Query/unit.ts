import type { QueryResolvers } from '../generated/resolvers';
import * as load from '../loaders';

export const unit: QueryResolvers['unit'] = (_parent, { id }, context) => load.unit(context, id);
