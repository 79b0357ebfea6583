import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { acceptHandover as accept } from '../../operations/accept-handover';
import { refusal } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ handoverId: idInput });

export const acceptHandover: NonNullable<MutationResolvers['acceptHandover']> = async (_root, args, context) => {
  const { handoverId } = parseInput(input, args.input);
  const outcome = await accept(context.db, staffOf(context), handoverId, context.requestId);
  return outcome.is === 'DONE' ? { __typename: 'AcceptHandoverOk', case: outcome.case, handover: outcome.handover } : refusal(outcome, context.language);
};
