import { parseInput, idInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { finishTriage as finish } from '../../operations/finish-triage';
import { answer } from '../answers';
import { askerOf } from '../callers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({
  sessionId: idInput,
  unitId: z.string().min(1).max(80).nullish().transform((id) => id ?? undefined),
  sendToClosedUnit: z.boolean().nullish().transform((send) => send ?? false),
  digital: z.boolean().nullish().transform((digital) => digital ?? true),
});

export const finishTriage: NonNullable<MutationResolvers['finishTriage']> = async (_root, args, context) => {
  const outcome = await finish(context.db, askerOf(context), parseInput(input, args.input), context.requestId);
  return answer('FinishTriageOk', outcome, context.language);
};
