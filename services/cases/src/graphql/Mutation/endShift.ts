import { parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { endShift as end } from '../../operations/end-shift';
import { refusal } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ unitId: z.string().min(1).max(80), endAnyway: z.boolean().nullish() });

export const endShift: NonNullable<MutationResolvers['endShift']> = async (_root, args, context) => {
  const { unitId, endAnyway } = parseInput(input, args.input);
  const outcome = await end(context.db, staffOf(context), { unitId, endAnyway: endAnyway ?? false }, context.requestId);
  return outcome.is === 'DONE' ? { __typename: 'EndShiftOk', shift: outcome.shift } : refusal(outcome, context.language);
};
