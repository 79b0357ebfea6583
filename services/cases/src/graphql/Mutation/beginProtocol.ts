import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { beginProtocol as begin } from '../../operations/begin-protocol';
import { answer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ caseId: idInput });

export const beginProtocol: NonNullable<MutationResolvers['beginProtocol']> = async (_root, args, context) => {
  const { caseId } = parseInput(input, args.input);
  const outcome = await begin(context.db, staffOf(context), caseId, args.input.kind, context.requestId);
  return answer(outcome, context.language, (c) => ({ __typename: 'BeginProtocolOk', case: c }));
};
