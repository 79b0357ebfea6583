import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { assessSuicideRisk as assess } from '../../operations/assess-suicide-risk';
import { answer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const words = z.string().trim().min(1, { error: 'is missing' }).max(4000, { error: 'at most 4,000 characters' });
const input = z.object({ clientId: z.string().min(1).max(80), caseId: idInput, riskFactors: words, protectiveFactors: words, feelsSafeOnline: z.boolean().nullish() });

export const assessSuicideRisk: NonNullable<MutationResolvers['assessSuicideRisk']> = async (_root, args, context) => {
  const { feelsSafeOnline, ...said } = parseInput(input, args.input);
  const { rung, basis, level } = args.input;
  const outcome = await assess(context.db, staffOf(context), { ...said, rung, basis: [...new Set(basis)], level, feelsSafeOnline: feelsSafeOnline ?? null }, context.requestId);
  return answer(outcome, context.language, (c) => ({ __typename: 'AssessSuicideRiskOk', case: c }));
};
