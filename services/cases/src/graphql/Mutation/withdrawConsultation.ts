import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { withdrawConsultation as withdraw } from '../../operations/withdraw-consultation';
import { refusal } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';
import { consultationInHand } from '../loaders';

const input = z.object({ consultationId: idInput });

export const withdrawConsultation: NonNullable<MutationResolvers['withdrawConsultation']> = async (_root, args, context) => {
  const { consultationId } = parseInput(input, args.input);
  const outcome = await withdraw(context.db, staffOf(context), consultationId, context.requestId);
  return outcome.is === 'DONE' ? { __typename: 'WithdrawConsultationOk', consultation: consultationInHand(consultationId, context) } : refusal(outcome, context.language);
};
