import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { patientOf } from '@vardgraf/service-kit/callers';
import { chatAfterSelfCare as chat } from '../../operations/chat-after-self-care';
import { answer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ sessionId: idInput });

export const chatAfterSelfCare: NonNullable<MutationResolvers['chatAfterSelfCare']> = async (_root, args, context) => {
  const outcome = await chat(context.db, patientOf(context), parseInput(input, args.input).sessionId, context.requestId);
  return answer('ChatAfterSelfCareOk', outcome, context.language, (session) => ({ caseId: session.outcome?.caseId }));
};
