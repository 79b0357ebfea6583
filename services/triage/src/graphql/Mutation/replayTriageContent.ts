import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { replayTriageContent as replay } from '../../operations/replay-triage-content';
import { contentAnswer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ draftId: idInput, days: z.number().int().min(1, { error: 'at least one day' }).max(366, { error: 'at most 366 days' }).nullish().transform((days) => days ?? 30) });

export const replayTriageContent: NonNullable<MutationResolvers['replayTriageContent']> = async (_root, args, context) => {
  const outcome = await replay(context.db, staffOf(context), parseInput(input, args.input), context.requestId);
  return contentAnswer('ReplayTriageContentOk', outcome, context.language, (it) => it);
};
