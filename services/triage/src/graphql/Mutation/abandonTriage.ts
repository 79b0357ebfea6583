import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { abandonTriage as abandon } from '../../operations/abandon-triage';
import { answer } from '../answers';
import { askerOf } from '../callers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ sessionId: idInput });

export const abandonTriage: NonNullable<MutationResolvers['abandonTriage']> = async (_root, args, context) => {
  const outcome = await abandon(context.db, askerOf(context), parseInput(input, args.input).sessionId, context.requestId);
  return answer('AbandonTriageOk', outcome, context.language);
};
