import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { withdrawSlot as withdraw } from '../../operations/withdraw-slot';
import { answer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ slotId: idInput });

export const withdrawSlot: NonNullable<MutationResolvers['withdrawSlot']> = async (_root, args, context) => {
  const { slotId } = parseInput(input, args.input);
  const outcome = await withdraw(context.db, staffOf(context), slotId, context.requestId);
  return answer(outcome, context.language, (slot) => ({ __typename: 'WithdrawSlotOk', slot }));
};
