import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { signTriageContent as sign } from '../../operations/sign-triage-content';
import { contentAnswer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ draftId: idInput, as: z.enum(['AUTHOR', 'PHYSICIAN']) });

export const signTriageContent: NonNullable<MutationResolvers['signTriageContent']> = async (_root, args, context) => {
  const outcome = await sign(context.db, staffOf(context), parseInput(input, args.input), context.requestId);
  return contentAnswer('SignTriageContentOk', outcome, context.language, (it) => ({ draft: it }));
};
