import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { prolongContact as prolong } from '../../operations/prolong-contact';
import { answer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ caseId: idInput, minutes: z.int().min(1).max(10_080) });

export const prolongContact: NonNullable<MutationResolvers['prolongContact']> = async (_root, args, context) => {
  const { caseId, minutes } = parseInput(input, args.input);
  const outcome = await prolong(context.db, staffOf(context), caseId, minutes, context.requestId);
  return answer(outcome, context.language, (c) => ({ __typename: 'ProlongContactOk', case: c }));
};
