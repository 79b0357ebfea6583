import { staffOf } from '@vardgraf/service-kit/callers';
import { notificationTemplates as read } from '../../operations/read-notifications';
import type { QueryResolvers } from '../generated/resolvers';

export const notificationTemplates: NonNullable<QueryResolvers['notificationTemplates']> = async (_root, _args, context) => read(context.db, staffOf(context));
