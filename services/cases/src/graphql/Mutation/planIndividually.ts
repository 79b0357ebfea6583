import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { planIndividually as plan } from '../../operations/plan-individually';
import { answer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ caseId: idInput, plan: z.string().trim().min(1, { error: 'is missing' }).max(4000, { error: 'at most 4,000 characters' }), until: z.date() });

export const planIndividually: NonNullable<MutationResolvers['planIndividually']> = async (_root, args, context) => {
  const said = parseInput(input, args.input);
  const outcome = await plan(context.db, staffOf(context), { ...said, reason: args.input.reason }, context.requestId);
  return answer(outcome, context.language, (c) => ({ __typename: 'PlanIndividuallyOk', case: c }));
};
