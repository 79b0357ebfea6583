import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { reprioritiseCase as reprioritise } from '../../operations/reprioritise-case';
import { answer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';
import { cardInHand } from '../loaders';

const input = z.object({ caseId: idInput, priority: z.string().min(1).max(20) });

export const reprioritiseCase: NonNullable<MutationResolvers['reprioritiseCase']> = async (_root, args, context) => {
  const { caseId, priority } = parseInput(input, args.input);
  const outcome = await reprioritise(context.db, staffOf(context), { caseId, priority, reason: args.input.reason ?? undefined }, context.requestId);
  return answer(outcome, context.language, (c) => ({ __typename: 'ReprioritiseCaseOk', card: cardInHand(c.id, context) }));
};
