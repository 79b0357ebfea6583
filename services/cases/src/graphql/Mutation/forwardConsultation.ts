import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { forwardConsultation as forward } from '../../operations/forward-consultation';
import { answer } from '../answers';
import { profession, unitId } from '../consultation-input';
import type { MutationResolvers } from '../generated/resolvers';
import { cardInHand } from '../loaders';

const input = z.object({ caseId: idInput, unitId, profession });

export const forwardConsultation: NonNullable<MutationResolvers['forwardConsultation']> = async (_root, args, context) => {
  const to = parseInput(input, args.input);
  const outcome = await forward(context.db, staffOf(context), { ...to, reason: args.input.reason }, context.requestId);
  return answer(outcome, context.language, (c) => ({ __typename: 'ForwardConsultationOk', card: cardInHand(c.id, context) }));
};
