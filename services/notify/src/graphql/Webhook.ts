import { webhookDeliveries } from '../operations/read-webhooks';
import type { WebhookResolvers } from './generated/resolvers';

export const Webhook: WebhookResolvers = {
  previousSecretUntil: ({ previousUntil }) => previousUntil,
  deliveries: (endpoint, { state, first, after }, { db }) => webhookDeliveries(db, endpoint, state ?? null, { first: first ?? 50, after: after ?? undefined }),
};
