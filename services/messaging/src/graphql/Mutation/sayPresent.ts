import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { sayPresent as say } from '../../operations/say-present';
import { refusal } from '../answers';
import { participantOf } from '../callers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ threadId: idInput, state: z.enum(['HERE', 'TYPING', 'GONE']) });

export const sayPresent: NonNullable<MutationResolvers['sayPresent']> = async (_root, args, context) => {
  const { threadId, state } = parseInput(input, args.input);
  const outcome = await say(context.db, participantOf(context), { threadId, state }, Date.now());
  return outcome.is === 'DONE' ? { __typename: 'SayPresentOk', state } : refusal(outcome, context.language);
};
