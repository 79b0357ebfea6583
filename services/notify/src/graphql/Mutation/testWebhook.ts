import { partnerOf } from '@vardgraf/service-kit/callers';
import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { testWebhook as test } from '../../operations/test-webhook';
import type { MutationResolvers } from '../generated/resolvers';
import { webhookRefusal } from '../webhook-answers';

const input = z.object({ clientId: idInput, webhookId: idInput });

export const testWebhook: NonNullable<MutationResolvers['testWebhook']> = async (_root, args, context) => {
  const outcome = await test(context.db, partnerOf(context), parseInput(input, args.input));
  return outcome.is === 'DONE' ? { __typename: 'TestWebhookOk', delivery: outcome.delivery } : webhookRefusal(outcome, context.language);
};
