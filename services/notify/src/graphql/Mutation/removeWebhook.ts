import { partnerOf } from '@vardgraf/service-kit/callers';
import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { removeWebhook as remove } from '../../operations/remove-webhook';
import type { MutationResolvers } from '../generated/resolvers';
import { webhookRefusal } from '../webhook-answers';

const input = z.object({ webhookId: idInput });

export const removeWebhook: NonNullable<MutationResolvers['removeWebhook']> = async (_root, args, context) => {
  const outcome = await remove(context.db, partnerOf(context), parseInput(input, args.input).webhookId, context.requestId);
  return outcome.is === 'DONE' ? { __typename: 'RemoveWebhookOk', webhookId: outcome.webhookId } : webhookRefusal(outcome, context.language);
};
