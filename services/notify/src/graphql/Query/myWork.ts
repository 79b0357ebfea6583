import { staffOf } from '@vardgraf/service-kit/callers';
import type { QueryResolvers } from '../generated/resolvers';

export const myWork: NonNullable<QueryResolvers['myWork']> = (_root, _args, context) => ({ id: staffOf(context).personId });
