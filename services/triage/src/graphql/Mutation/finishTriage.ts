import { parseInput, idInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { finishTriage as finish } from '../../operations/finish-triage';
import { answer } from '../answers';
import { patientOf } from '../callers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({
  sessionId: idInput,
  unitId: z.string().min(1).max(80).nullish().transform((id) => id ?? undefined),
  sendToClosedUnit: z.boolean().nullish().transform((send) => send ?? false),
});

export const finishTriage: NonNullable<MutationResolvers['finishTriage']> = async (_root, args, context) => {
  const outcome = await finish(context.db, patientOf(context), parseInput(input, args.input), context.requestId);
  return answer('FinishTriageOk', outcome, context.language);
};
