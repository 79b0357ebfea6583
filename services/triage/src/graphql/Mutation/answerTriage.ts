import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { answerTriage as answerQuestions } from '../../operations/answer-triage';
import { answer } from '../answers';
import { askerOf } from '../callers';
import type { MutationResolvers } from '../generated/resolvers';

const freeText = z.string().trim().max(4000, { error: 'at most 4,000 characters' }).nullish().transform((text) => text || undefined);
const given = z.object({ findingId: z.string().min(1).max(80), value: z.string().max(80).nullish() });
const input = z.object({ sessionId: idInput, answers: z.array(given).max(100, { error: 'at most 100' }), freeText })
  .refine((said) => said.answers.length > 0 || said.freeText !== undefined, { path: ['answers'], error: 'at least one' });

export const answerTriage: NonNullable<MutationResolvers['answerTriage']> = async (_root, args, context) => {
  const outcome = await answerQuestions(context.db, askerOf(context), parseInput(input, args.input), context.requestId);
  return answer('AnswerTriageOk', outcome, context.language);
};
