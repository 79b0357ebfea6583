import { staffOf } from '@vardgraf/service-kit/callers';
import { noticeKeys as read } from '../../operations/read-staff-notices';
import type { QueryResolvers } from '../generated/resolvers';

export const noticeKeys: NonNullable<QueryResolvers['noticeKeys']> = async (_root, _args, context) => read(context.db, staffOf(context));
