import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { handOverAcutely as handOver } from '../../operations/hand-over-acutely';
import { answer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ caseId: idInput, words: z.string().trim().min(1, { error: 'is missing' }).max(4000, { error: 'at most 4,000 characters' }) });

export const handOverAcutely: NonNullable<MutationResolvers['handOverAcutely']> = async (_root, args, context) => {
  const said = parseInput(input, args.input);
  const outcome = await handOver(context.db, staffOf(context), { ...said, to: args.input.to }, context.requestId);
  return answer(outcome, context.language, (c) => ({ __typename: 'HandOverAcutelyOk', case: c }));
};
