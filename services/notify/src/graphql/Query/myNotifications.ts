import { patientOf } from '@vardgraf/service-kit/callers';
import { myNotifications as read } from '../../operations/read-notifications';
import type { QueryResolvers } from '../generated/resolvers';

export const myNotifications: NonNullable<QueryResolvers['myNotifications']> = async (_root, { first, after }, context) =>
  read(context.db, patientOf(context), { first: first ?? 50, after: after ?? undefined });
