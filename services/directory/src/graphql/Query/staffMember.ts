import type { QueryResolvers } from '../generated/resolvers';
import * as load from '../loaders';

export const staffMember: QueryResolvers['staffMember'] = (_parent, { id }, context) => load.staffMember(context, id);
