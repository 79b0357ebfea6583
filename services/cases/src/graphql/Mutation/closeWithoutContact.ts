import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { closeWithoutContact as close } from '../../operations/close-without-contact';
import { answer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ caseId: idInput, reason: z.string().trim().min(1, { error: 'is missing' }).max(4000, { error: 'at most 4,000 characters' }) });

export const closeWithoutContact: NonNullable<MutationResolvers['closeWithoutContact']> = async (_root, args, context) => {
  const { caseId, reason } = parseInput(input, args.input);
  const outcome = await close(context.db, staffOf(context), caseId, reason, context.requestId);
  return answer(outcome, context.language, (c) => ({ __typename: 'CloseWithoutContactOk', case: c }));
};
