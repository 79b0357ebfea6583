import { partnerOf } from '@vardgraf/service-kit/callers';
import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { registerWebhook as register } from '../../operations/register-webhook';
import type { MutationResolvers } from '../generated/resolvers';
import { webhookRefusal, type WebhookSetup } from '../webhook-answers';

const input = z.object({
  clientId: idInput,
  url: z.string().regex(/^[!-~]{1,2000}$/, { error: 'at most 2000 characters of ASCII' }),
  eventTypes: z.array(z.custom<NonNullable<Parameters<typeof register>[3]['eventTypes']>[number]>()).min(1, { error: 'at least one, or null for all' }).nullish().transform((types) => types ?? null),
});

export const registerWebhook = (setup: WebhookSetup): NonNullable<MutationResolvers['registerWebhook']> => async (_root, args, context) => {
  const outcome = await register(context.db, partnerOf(context), setup, parseInput(input, args.input), context.requestId);
  return outcome.is === 'DONE' ? { __typename: 'RegisterWebhookOk', webhook: outcome.endpoint, secret: outcome.secret } : webhookRefusal(outcome, context.language);
};
