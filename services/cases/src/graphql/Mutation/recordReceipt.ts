import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { recordReceipt as record } from '../../operations/record-receipt';
import { answer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ caseId: idInput, receivedBy: z.string().trim().min(1, { error: 'is missing' }).max(200, { error: 'at most 200 characters' }), receivedAt: z.date() });

export const recordReceipt: NonNullable<MutationResolvers['recordReceipt']> = async (_root, args, context) => {
  const outcome = await record(context.db, staffOf(context), parseInput(input, args.input), context.requestId);
  return answer(outcome, context.language, (c) => ({ __typename: 'RecordReceiptOk', case: c }));
};
