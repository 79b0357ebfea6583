import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { startCase as start } from '../../operations/start-case';
import { answer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ caseId: idInput });

export const startCase: NonNullable<MutationResolvers['startCase']> = async (_root, args, context) => {
  const { caseId } = parseInput(input, args.input);
  const outcome = await start(context.db, staffOf(context), caseId, context.requestId);
  return answer(outcome, context.language, (c) => ({ __typename: 'StartCaseOk', case: c }));
};
