import { partnerOf } from '@vardgraf/service-kit/callers';
import { webhooks as read } from '../../operations/read-webhooks';
import type { QueryResolvers } from '../generated/resolvers';

export const webhooks: NonNullable<QueryResolvers['webhooks']> = async (_root, _args, context) => read(context.db, partnerOf(context));
