import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { bookSlot as book } from '../../operations/book-slot';
import { answer } from '../answers';
import { callerOf } from '../callers';
import { anyId } from '../inputs';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ clientId: anyId, ticketId: idInput, slotId: idInput });

export const bookSlot: NonNullable<MutationResolvers['bookSlot']> = async (_root, args, context) => {
  const asked = { ...parseInput(input, args.input), lateReason: args.input.lateReason ?? null };
  const outcome = await book(context.db, callerOf(context), asked, context.requestId);
  return answer(outcome, context.language, (booking) => ({ __typename: 'BookSlotOk', booking }));
};
