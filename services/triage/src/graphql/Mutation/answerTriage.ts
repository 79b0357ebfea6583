import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { answerTriage as answerQuestions } from '../../operations/answer-triage';
import { answer } from '../answers';
import { patientOf } from '../callers';
import type { MutationResolvers } from '../generated/resolvers';

const given = z.object({ findingId: z.string().min(1).max(80), value: z.string().max(80).nullish() });
const input = z.object({ sessionId: idInput, answers: z.array(given).min(1, { error: 'at least one' }).max(100, { error: 'at most 100' }) });

export const answerTriage: NonNullable<MutationResolvers['answerTriage']> = async (_root, args, context) => {
  const outcome = await answerQuestions(context.db, patientOf(context), parseInput(input, args.input), context.requestId);
  return answer('AnswerTriageOk', outcome, context.language);
};
