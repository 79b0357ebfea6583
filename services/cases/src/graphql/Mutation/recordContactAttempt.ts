import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { recordContactAttempt as record } from '../../operations/record-contact-attempt';
import { refusal } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ clientId: z.string().min(1).max(80), caseId: idInput, numberRank: z.int().min(1).max(9).nullish(), onlyNumber: z.boolean().nullish() });

export const recordContactAttempt: NonNullable<MutationResolvers['recordContactAttempt']> = async (_root, args, context) => {
  const { numberRank, onlyNumber, ...said } = parseInput(input, args.input);
  const { channel, outcome: came, reason } = args.input;
  const attempt = { ...said, channel, outcome: came, reason: reason ?? null, numberRank: numberRank ?? null, onlyNumber: onlyNumber ?? false };
  const outcome = await record(context.db, staffOf(context), attempt, context.requestId);
  if (outcome.is === 'DONE') return { __typename: 'RecordContactAttemptOk', case: outcome.case, attempt: outcome.attempt };
  return refusal(outcome, context.language);
};
