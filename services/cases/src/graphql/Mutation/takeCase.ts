import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { takeCase as take } from '../../operations/take-case';
import { answer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ caseId: idInput });

export const takeCase: NonNullable<MutationResolvers['takeCase']> = async (_root, args, context) => {
  const { caseId } = parseInput(input, args.input);
  const outcome = await take(context.db, staffOf(context), caseId, context.requestId);
  return answer(outcome, context.language, (c) => ({ __typename: 'TakeCaseOk', case: c }));
};
