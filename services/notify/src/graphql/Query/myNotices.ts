import { staffOf } from '@vardgraf/service-kit/callers';
import { myNotices as read } from '../../operations/read-staff-notices';
import type { QueryResolvers } from '../generated/resolvers';

export const myNotices: NonNullable<QueryResolvers['myNotices']> = async (_root, { first, after }, context) =>
  read(context.db, staffOf(context), { first: first ?? 50, after: after ?? undefined });
