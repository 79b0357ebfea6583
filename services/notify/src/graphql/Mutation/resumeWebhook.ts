import { partnerOf } from '@vardgraf/service-kit/callers';
import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { resumeWebhook as resume } from '../../operations/resume-webhook';
import type { MutationResolvers } from '../generated/resolvers';
import { webhookRefusal } from '../webhook-answers';

const input = z.object({ webhookId: idInput });

export const resumeWebhook: NonNullable<MutationResolvers['resumeWebhook']> = async (_root, args, context) => {
  const outcome = await resume(context.db, partnerOf(context), parseInput(input, args.input).webhookId, context.requestId);
  return outcome.is === 'DONE' ? { __typename: 'ResumeWebhookOk', webhook: outcome.endpoint } : webhookRefusal(outcome, context.language);
};
