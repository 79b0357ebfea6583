import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { closeWrongPerson as close } from '../../operations/close-wrong-person';
import { answer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ caseId: idInput });

export const closeWrongPerson: NonNullable<MutationResolvers['closeWrongPerson']> = async (_root, args, context) => {
  const { caseId } = parseInput(input, args.input);
  const outcome = await close(context.db, staffOf(context), caseId, context.requestId);
  return answer(outcome, context.language, (c) => ({ __typename: 'CloseWrongPersonOk', case: c }));
};
