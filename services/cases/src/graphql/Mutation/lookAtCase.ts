import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { lookAtCase as look } from '../../operations/look-at-case';
import { answer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';
import { cardInHand } from '../loaders';

const input = z.object({ caseId: idInput });

export const lookAtCase: NonNullable<MutationResolvers['lookAtCase']> = async (_root, args, context) => {
  const { caseId } = parseInput(input, args.input);
  const outcome = await look(context.db, staffOf(context), caseId);
  return answer(outcome, context.language, (c) => ({ __typename: 'LookAtCaseOk', card: cardInHand(c.id, context) }));
};
