import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { publishTriageContent as publish } from '../../operations/publish-triage-content';
import { contentAnswer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ draftId: idInput });

export const publishTriageContent: NonNullable<MutationResolvers['publishTriageContent']> = async (_root, args, context) => {
  const outcome = await publish(context.db, staffOf(context), parseInput(input, args.input).draftId, context.requestId);
  return contentAnswer('PublishTriageContentOk', outcome, context.language, (it) => ({ edition: it }));
};
