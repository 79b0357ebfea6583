import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { patientOf } from '@vardgraf/service-kit/callers';
import { answerRecheck as answerQuestions } from '../../operations/answer-recheck';
import { recheckAnswer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const given = z.object({ findingId: z.string().min(1).max(80), value: z.string().max(80) });
const input = z.object({ recheckId: idInput, answers: z.array(given).min(1, { error: 'at least one' }).max(100, { error: 'at most 100' }) });

export const answerRecheck: NonNullable<MutationResolvers['answerRecheck']> = async (_root, args, context) => {
  return recheckAnswer('AnswerRecheckOk', await answerQuestions(context.db, patientOf(context), parseInput(input, args.input), context.requestId), context.language);
};
