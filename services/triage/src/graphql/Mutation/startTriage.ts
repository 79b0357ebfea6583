import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { startTriage as start } from '../../operations/start-triage';
import { answer } from '../answers';
import { askerOf } from '../callers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({
  clientId: idInput,
  complaintCode: z.string().min(1).max(80),
  furtherComplaintCodes: z.array(z.string().min(1).max(80)).max(2, { error: 'at most two more' }).nullish().transform((codes) => codes ?? []),
  patientId: idInput.nullish().transform((id) => id ?? undefined),
  freeText: z.string().trim().max(4000, { error: 'at most 4,000 characters' }).nullish().transform((text) => text || undefined),
});

export const startTriage: NonNullable<MutationResolvers['startTriage']> = async (_root, args, context) => {
  const outcome = await start(context.db, askerOf(context), parseInput(input, args.input), context.requestId);
  return answer('StartTriageOk', outcome, context.language);
};
