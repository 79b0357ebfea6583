import { staffOf } from '@vardgraf/service-kit/callers';
import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { returnSignOff as giveBack } from '../../operations/answer-sign-off';
import { refusal } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';
import { signOffInHand } from '../SignOff';

const input = z.object({ signOffId: idInput, reason: z.string().trim().min(1, { error: 'some words' }).max(2000, { error: 'at most 2,000 characters' }) });

export const returnSignOff: NonNullable<MutationResolvers['returnSignOff']> = async (_root, args, context) => {
  const { signOffId, reason } = parseInput(input, args.input);
  const outcome = await giveBack(context.db, staffOf(context), signOffId, reason, context.requestId);
  return outcome.is === 'DONE' ? { __typename: 'ReturnSignOffOk', signOff: signOffInHand(outcome.signOffId, context) } : refusal(outcome, context.language);
};
