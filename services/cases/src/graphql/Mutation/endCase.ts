import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { endCase as end } from '../../operations/end-case';
import { answer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ caseId: idInput, phaseDays: z.int().min(0).max(365).nullish(), rightUrgency: z.string().min(1).max(20).nullish(), reason: z.string().refine((reason) => reason !== 'WRONG_PERSON', { error: 'a wrong person’s case is closed by closeWrongPerson' }) });

export const endCase: NonNullable<MutationResolvers['endCase']> = async (_root, args, context) => {
  const { caseId, phaseDays, rightUrgency } = parseInput(input, args.input);
  const outcome = await end(context.db, staffOf(context), { caseId, reason: args.input.reason, phaseDays: phaseDays ?? null, phaseUntil: args.input.phaseUntil ?? null, rightUrgency: rightUrgency ?? null }, context.requestId);
  return answer(outcome, context.language, (c) => ({ __typename: 'EndCaseOk', case: c }));
};
