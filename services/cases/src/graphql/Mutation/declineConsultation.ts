import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { declineConsultation as decline } from '../../operations/decline-consultation';
import { refusal } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';
import { consultationInHand } from '../loaders';

const input = z.object({ consultationId: idInput });

export const declineConsultation: NonNullable<MutationResolvers['declineConsultation']> = async (_root, args, context) => {
  const { consultationId } = parseInput(input, args.input);
  const outcome = await decline(context.db, staffOf(context), consultationId, args.input.reason, context.requestId);
  return outcome.is === 'DONE' ? { __typename: 'DeclineConsultationOk', consultation: consultationInHand(consultationId, context) } : refusal(outcome, context.language);
};
