import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { releaseCase as release } from '../../operations/release-case';
import { answer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';
import { cardInHand } from '../loaders';

const input = z.object({ caseId: idInput });

export const releaseCase: NonNullable<MutationResolvers['releaseCase']> = async (_root, args, context) => {
  const { caseId } = parseInput(input, args.input);
  const outcome = await release(context.db, staffOf(context), caseId, args.input.reason, context.requestId);
  return answer(outcome, context.language, (c) => ({ __typename: 'ReleaseCaseOk', card: cardInHand(c.id, context) }));
};
