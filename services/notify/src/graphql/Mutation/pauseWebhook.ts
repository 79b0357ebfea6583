import { partnerOf } from '@vardgraf/service-kit/callers';
import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { pauseWebhook as pause } from '../../operations/pause-webhook';
import type { MutationResolvers } from '../generated/resolvers';
import { webhookRefusal } from '../webhook-answers';

const input = z.object({ webhookId: idInput });

export const pauseWebhook: NonNullable<MutationResolvers['pauseWebhook']> = async (_root, args, context) => {
  const outcome = await pause(context.db, partnerOf(context), parseInput(input, args.input).webhookId, context.requestId);
  return outcome.is === 'DONE' ? { __typename: 'PauseWebhookOk', webhook: outcome.endpoint } : webhookRefusal(outcome, context.language);
};
