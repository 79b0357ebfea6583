import { partnerOf } from '@vardgraf/service-kit/callers';
import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { rotateWebhookSecret as rotate } from '../../operations/rotate-webhook-secret';
import type { MutationResolvers } from '../generated/resolvers';
import { webhookRefusal, type WebhookSetup } from '../webhook-answers';

const input = z.object({ clientId: idInput, webhookId: idInput });

export const rotateWebhookSecret = ({ seal }: WebhookSetup): NonNullable<MutationResolvers['rotateWebhookSecret']> => async (_root, args, context) => {
  const outcome = await rotate(context.db, partnerOf(context), seal, parseInput(input, args.input), context.requestId);
  return outcome.is === 'DONE' ? { __typename: 'RotateWebhookSecretOk', webhook: outcome.endpoint, secret: outcome.secret } : webhookRefusal(outcome, context.language);
};
