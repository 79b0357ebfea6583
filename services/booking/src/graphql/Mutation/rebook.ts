import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { rebook as move } from '../../operations/rebook';
import { answer } from '../answers';
import { callerOf } from '../callers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ bookingId: idInput, slotId: idInput });

export const rebook: NonNullable<MutationResolvers['rebook']> = async (_root, args, context) => {
  const asked = { ...parseInput(input, args.input), lateReason: args.input.lateReason ?? null };
  const outcome = await move(context.db, callerOf(context), asked, context.requestId);
  return answer(outcome, context.language, (booking) => ({ __typename: 'RebookOk', booking }));
};
