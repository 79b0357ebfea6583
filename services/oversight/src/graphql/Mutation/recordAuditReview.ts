import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { refusals } from '@vardgraf/service-kit/texts';
import { z } from 'zod';
import { recordAuditReview as record } from '../../operations/record-audit-review';
import { reviewerOf } from '../callers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({
  clientId: idInput,
  entryIds: z.array(idInput).min(1, 'at least one entry').max(100, 'at most 100 entries'),
  cause: z.enum(['SAMPLE', 'SUSPICION', 'PATIENT_REQUEST']),
  outcome: z.enum(['JUSTIFIED', 'SUSPECTED', 'REPORTED']),
  note: z.string().max(4_000, 'at most 4000 characters').nullish().transform((note) => note ?? null),
});

export const recordAuditReview: NonNullable<MutationResolvers['recordAuditReview']> = async (_root, args, context) => {
  const result = await record(context.db, reviewerOf(context), parseInput(input, args.input), context.requestId);
  return result === 'NOT_FOUND' ? refusals.notFound(context.language) : { __typename: 'RecordAuditReviewOk', review: result };
};
