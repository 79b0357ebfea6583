import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { recordProtocolStep as record } from '../../operations/record-protocol-step';
import { answer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ caseId: idInput, skippedBecause: z.string().trim().max(500, { error: 'at most 500 characters' }).nullish() });

export const recordProtocolStep: NonNullable<MutationResolvers['recordProtocolStep']> = async (_root, args, context) => {
  const { caseId, skippedBecause } = parseInput(input, args.input);
  const { kind, step } = args.input;
  const outcome = await record(context.db, staffOf(context), { caseId, kind, step, skippedBecause: skippedBecause || null }, context.requestId);
  return answer(outcome, context.language, (c) => ({ __typename: 'RecordProtocolStepOk', case: c }));
};
