import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { endCase as end } from '../../operations/end-case';
import { answer } from '../answers';
import { staffOf } from '../callers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ caseId: idInput });

export const endCase: NonNullable<MutationResolvers['endCase']> = async (_root, args, context) => {
  const { caseId } = parseInput(input, args.input);
  const outcome = await end(context.db, staffOf(context), caseId, args.input.reason, context.requestId);
  return answer(outcome, context.language, (c) => ({ __typename: 'EndCaseOk', case: c }));
};
