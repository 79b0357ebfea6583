import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { withdrawInflowDuty as withdraw } from '../../operations/name-inflow-responsible';
import { refusal } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ dutyId: idInput });

export const withdrawInflowDuty: NonNullable<MutationResolvers['withdrawInflowDuty']> = async (_root, args, context) => {
  const outcome = await withdraw(context.db, staffOf(context), parseInput(input, args.input).dutyId, context.requestId);
  return outcome.is === 'DONE' ? { __typename: 'WithdrawInflowDutyOk', duty: outcome.duty } : refusal(outcome, context.language);
};
