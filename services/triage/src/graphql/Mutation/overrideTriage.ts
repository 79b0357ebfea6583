import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { overrideTriage as override } from '../../operations/override-triage';
import { answer } from '../answers';
import { assistantOf } from '../callers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({
  sessionId: idInput,
  priority: z.string().min(1).max(20),
  note: z.string().trim().max(1000, { error: 'at most 1,000 characters' }).nullish().transform((note) => note || undefined),
});

export const overrideTriage: NonNullable<MutationResolvers['overrideTriage']> = async (_root, args, context) => {
  const wanted = { ...parseInput(input, args.input), reason: args.input.reason ?? undefined };
  return answer('OverrideTriageOk', await override(context.db, assistantOf(context), wanted, context.requestId), context.language);
};
