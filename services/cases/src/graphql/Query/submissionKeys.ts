import { partnerOf } from '@vardgraf/service-kit/callers';
import { submissionKeys as read } from '../../operations/read-submissions';
import type { QueryResolvers } from '../generated/resolvers';

export const submissionKeys: NonNullable<QueryResolvers['submissionKeys']> = (_root, _args, context) => read(context.db, partnerOf(context));
