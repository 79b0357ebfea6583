import { partnerOf } from '@vardgraf/service-kit/callers';
import { webhookEvents as read } from '../../operations/read-webhooks';
import type { QueryResolvers } from '../generated/resolvers';

export const webhookEvents: NonNullable<QueryResolvers['webhookEvents']> = async (_root, { first, after }, context) =>
  read(context.db, partnerOf(context), { first: first ?? 50, after: after ?? undefined });
