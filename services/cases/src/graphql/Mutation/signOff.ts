import { staffOf } from '@vardgraf/service-kit/callers';
import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { signOff as sign } from '../../operations/answer-sign-off';
import { refusal } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';
import { signOffInHand } from '../SignOff';

const input = z.object({ signOffId: idInput });

export const signOff: NonNullable<MutationResolvers['signOff']> = async (_root, args, context) => {
  const outcome = await sign(context.db, staffOf(context), parseInput(input, args.input).signOffId, context.requestId);
  return outcome.is === 'DONE' ? { __typename: 'SignOffOk', signOff: signOffInHand(outcome.signOffId, context) } : refusal(outcome, context.language);
};
