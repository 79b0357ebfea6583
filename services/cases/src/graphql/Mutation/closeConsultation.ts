import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { closeConsultation as close } from '../../operations/close-consultation';
import { refusal } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';
import { consultationInHand } from '../loaders';

const input = z.object({ consultationId: idInput });

export const closeConsultation: NonNullable<MutationResolvers['closeConsultation']> = async (_root, args, context) => {
  const { consultationId } = parseInput(input, args.input);
  const outcome = await close(context.db, staffOf(context), consultationId, context.requestId);
  return outcome.is === 'DONE' ? { __typename: 'CloseConsultationOk', consultation: consultationInHand(consultationId, context) } : refusal(outcome, context.language);
};
