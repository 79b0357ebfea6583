import { partnerOf } from '@vardgraf/service-kit/callers';
import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { replayWebhook as replay } from '../../operations/replay-webhook';
import type { MutationResolvers } from '../generated/resolvers';
import { webhookRefusal } from '../webhook-answers';

const input = z.object({ webhookId: idInput, fromCursor: z.number().int().min(1, { error: 'from 1' }) });

export const replayWebhook: NonNullable<MutationResolvers['replayWebhook']> = async (_root, args, context) => {
  const outcome = await replay(context.db, partnerOf(context), parseInput(input, args.input), context.requestId);
  return outcome.is === 'DONE' ? { __typename: 'ReplayWebhookOk', replayed: outcome.replayed, nextCursor: outcome.nextCursor } : webhookRefusal(outcome, context.language);
};
