import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { liveOf } from '@vardgraf/service-kit/callers';
import { recordLiveViewing as record } from '../../operations/record-live-viewing';
import type { MutationResolvers } from '../generated/resolvers';

const id = z.string().min(1).max(80);
const seq = z.int().min(0);
const viewing = z.object({ staffId: id, commissionId: id, phase: z.enum(['BEGAN', 'ENDED']), fromSeq: seq, toSeq: seq, caseId: idInput.nullish().transform((given) => given ?? undefined) });
const input = z.object({ viewings: z.array(viewing).max(500, { error: 'at most 500' }) });

export const recordLiveViewing: NonNullable<MutationResolvers['recordLiveViewing']> = async (_root, args, context) => {
  await record(context.db, liveOf(context), parseInput(input, args.input).viewings, context.requestId);
  return true;
};
