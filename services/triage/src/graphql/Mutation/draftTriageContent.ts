import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { draftTriageContent as draft } from '../../operations/draft-triage-content';
import { contentAnswer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const yaml = z.string().min(1, { error: 'may not be empty' }).max(200_000, { error: 'at most 200,000 characters' });
const input = z.object({ clientId: idInput, complaint: yaml, findings: yaml.nullish().transform((text) => text ?? undefined) });

export const draftTriageContent: NonNullable<MutationResolvers['draftTriageContent']> = async (_root, args, context) => {
  const outcome = await draft(context.db, staffOf(context), parseInput(input, args.input), context.requestId);
  return contentAnswer('DraftTriageContentOk', outcome, context.language, (it) => ({ draft: it }));
};
