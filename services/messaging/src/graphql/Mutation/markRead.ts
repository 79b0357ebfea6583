import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { markRead as mark } from '../../operations/mark-read';
import { refusal } from '../answers';
import { participantOf } from '../callers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ threadId: idInput, seq: z.number().int().min(0, { error: 'not negative' }) });

export const markRead: NonNullable<MutationResolvers['markRead']> = async (_root, args, context) => {
  const outcome = await mark(context.db, participantOf(context), parseInput(input, args.input), context.requestId);
  return outcome.is === 'DONE' ? { __typename: 'MarkReadOk', thread: outcome.thread } : refusal(outcome, context.language);
};
