import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { withdrawHandover as withdraw } from '../../operations/withdraw-handover';
import { refusal } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ handoverId: idInput });

export const withdrawHandover: NonNullable<MutationResolvers['withdrawHandover']> = async (_root, args, context) => {
  const { handoverId } = parseInput(input, args.input);
  const outcome = await withdraw(context.db, staffOf(context), handoverId, context.requestId);
  return outcome.is === 'DONE' ? { __typename: 'WithdrawHandoverOk', handover: outcome.handover } : refusal(outcome, context.language);
};
