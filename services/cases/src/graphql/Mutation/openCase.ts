import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { openCase as open } from '../../operations/open-case';
import { answer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ caseId: idInput, note: z.string().trim().max(1000, { error: 'at most 1,000 characters' }).nullish() });

export const openCase: NonNullable<MutationResolvers['openCase']> = async (_root, args, context) => {
  const { caseId, note } = parseInput(input, args.input);
  const outcome = await open(context.db, staffOf(context), { caseId, reason: args.input.reason, note: note || undefined }, context.requestId);
  return answer(outcome, context.language, (c) => ({ __typename: 'OpenCaseOk', case: c }));
};
