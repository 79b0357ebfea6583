import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { askConsultation as ask } from '../../operations/ask-consultation';
import { refusal } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';
import { consultationInHand } from '../loaders';

const id = z.string().min(1).max(80);
const reason = z.string().trim().max(2000, { error: 'at most 2,000 characters' }).nullish();
const input = z.object({
  clientId: id, caseId: idInput.nullish(), to: z.object({ unitId: id, staffId: id.nullish() }), priority: z.string().max(20).nullish(),
  question: z.string().trim().min(1, { error: 'some words' }).max(2000, { error: 'at most 2,000 characters' }), consent: z.object({ given: z.boolean(), urgentReason: reason }).nullish(),
});

export const askConsultation: NonNullable<MutationResolvers['askConsultation']> = async (_root, args, context) => {
  const { clientId, caseId, to, priority, question, consent } = parseInput(input, args.input);
  const asked = {
    clientId, question, wish: args.input.wish, caseId: caseId ?? null, priority: priority ?? null, to: { unitId: to.unitId, role: args.input.to.role ?? null, staffId: to.staffId ?? null },
    consent: consent ? { given: consent.given, urgentReason: consent.urgentReason || null } : null,
  };
  const outcome = await ask(context.db, staffOf(context), asked, context.requestId);
  return outcome.is === 'DONE' ? { __typename: 'AskConsultationOk', consultation: consultationInHand(outcome.consultationId, context) } : refusal(outcome, context.language);
};
