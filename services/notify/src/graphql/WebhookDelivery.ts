import type { WebhookDeliveryResolvers } from './generated/resolvers';

export const WebhookDelivery: WebhookDeliveryResolvers = {
  eventId: ({ event }) => event.id,
  type: ({ event }) => event.type,
  cursor: ({ event }) => event.cursor,
  submissionId: ({ event }) => event.facts?.submissionId ?? null,
};
