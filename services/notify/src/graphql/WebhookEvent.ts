import type { WebhookEventResolvers } from './generated/resolvers';

export const WebhookEvent: WebhookEventResolvers = {
  submissionId: ({ facts }) => facts!.submissionId,
};
