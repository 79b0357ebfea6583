import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { flagSuicideRisk as flag } from '../../operations/flag-suicide-risk';
import { answer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ caseId: idInput });

export const flagSuicideRisk: NonNullable<MutationResolvers['flagSuicideRisk']> = async (_root, args, context) => {
  const { caseId } = parseInput(input, args.input);
  const outcome = await flag(context.db, staffOf(context), caseId, args.input.sign, context.requestId);
  return answer(outcome, context.language, (c) => ({ __typename: 'FlagSuicideRiskOk', case: c }));
};
