import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { recordPhysicalVisit as record } from '../../operations/record-physical-visit';
import { answer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ caseId: idInput, held: z.boolean() });

export const recordPhysicalVisit: NonNullable<MutationResolvers['recordPhysicalVisit']> = async (_root, args, context) => {
  const outcome = await record(context.db, staffOf(context), parseInput(input, args.input), context.requestId);
  return answer(outcome, context.language, (c) => ({ __typename: 'RecordPhysicalVisitOk', case: c }));
};
