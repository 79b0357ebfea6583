import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { acceptConsultedCase as accept } from '../../operations/accept-consulted-case';
import { refusal } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';
import { consultationInHand } from '../loaders';

const input = z.object({ consultationId: idInput });

export const acceptConsultedCase: NonNullable<MutationResolvers['acceptConsultedCase']> = async (_root, args, context) => {
  const { consultationId } = parseInput(input, args.input);
  const outcome = await accept(context.db, staffOf(context), consultationId, context.requestId);
  return outcome.is === 'DONE' ? { __typename: 'AcceptConsultedCaseOk', case: outcome.case, handover: outcome.handover, consultation: consultationInHand(consultationId, context) } : refusal(outcome, context.language);
};
