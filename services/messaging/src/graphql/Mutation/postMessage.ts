import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { longestText, postMessage as post } from '../../operations/post-message';
import { refusal } from '../answers';
import { participantOf } from '../callers';
import type { MutationResolvers } from '../generated/resolvers';

const text = z.string().trim().min(1, { error: 'not only blanks' })
  .refine((said) => [...said].length <= longestText, { error: 'at most 10,000 characters' })
  .refine((said) => !/[\0\p{Surrogate}]/u.test(said), { error: 'only characters that can be kept' });
const input = z.object({ clientId: idInput, threadId: idInput, text });

export const postMessage: NonNullable<MutationResolvers['postMessage']> = async (_root, args, context) => {
  const outcome = await post(context.db, participantOf(context), parseInput(input, args.input), context.requestId);
  return outcome.is === 'DONE' ? { __typename: 'PostMessageOk', posted: outcome.message, thread: outcome.thread } : refusal(outcome, context.language);
};
