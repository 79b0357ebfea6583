import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { refuseHandover as refuse } from '../../operations/refuse-handover';
import { refusal } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ handoverId: idInput });

export const refuseHandover: NonNullable<MutationResolvers['refuseHandover']> = async (_root, args, context) => {
  const { handoverId } = parseInput(input, args.input);
  const outcome = await refuse(context.db, staffOf(context), handoverId, args.input.reason, context.requestId);
  return outcome.is === 'DONE' ? { __typename: 'RefuseHandoverOk', handover: outcome.handover } : refusal(outcome, context.language);
};
