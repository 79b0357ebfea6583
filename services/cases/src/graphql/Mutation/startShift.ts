import { parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { startShift as start } from '../../operations/start-shift';
import { refusal } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ unitId: z.string().min(1).max(80) });

export const startShift: NonNullable<MutationResolvers['startShift']> = async (_root, args, context) => {
  const outcome = await start(context.db, staffOf(context), parseInput(input, args.input).unitId, context.requestId);
  return outcome.is === 'DONE' ? { __typename: 'StartShiftOk', shift: outcome.shift } : refusal(outcome, context.language);
};
