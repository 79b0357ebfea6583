import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { cancelBooking as cancel } from '../../operations/cancel-booking';
import { answer } from '../answers';
import { callerOf } from '../callers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ bookingId: idInput });

export const cancelBooking: NonNullable<MutationResolvers['cancelBooking']> = async (_root, args, context) => {
  const asked = { ...parseInput(input, args.input), reason: args.input.reason };
  const outcome = await cancel(context.db, callerOf(context), asked, context.requestId);
  return answer(outcome, context.language, (booking) => ({ __typename: 'CancelBookingOk', booking }));
};
