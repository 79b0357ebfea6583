import { parseInput } from '@vardgraf/service-kit/input';
import { partnerOf } from '@vardgraf/service-kit/callers';
import { type AskPatientFacts, submitConsultation as submit } from '../../operations/submit-consultation';
import { consultation } from '../consultation-input';
import type { MutationResolvers } from '../generated/resolvers';
import { submissionAnswer } from '../submission-answers';

type SubmitConsultation = NonNullable<MutationResolvers['submitConsultation']>;

export const submitConsultation = (ask: (token: string | undefined) => AskPatientFacts): SubmitConsultation => async (_root, args, context) => {
  const outcome = await submit(context.db, partnerOf(context), parseInput(consultation, args.input), ask(context.token), context.requestId);
  return submissionAnswer(outcome, context.language);
};
