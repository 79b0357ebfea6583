import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { requestHandover as request } from '../../operations/request-handover';
import { refusal } from '../answers';
import { staffOf } from '../callers';
import type { MutationResolvers } from '../generated/resolvers';

const id = z.string().min(1).max(80);
const words = z.string().trim().max(2000, { error: 'at most 2,000 characters' }).nullish();
const input = z.object({
  clientId: id, caseId: idInput, to: z.object({ unitId: id, staffId: id.nullish() }), message: words, consent: z.object({ given: z.boolean(), urgentReason: words }).nullish(),
});

export const requestHandover: NonNullable<MutationResolvers['requestHandover']> = async (_root, args, context) => {
  const { clientId, caseId, to, message, consent } = parseInput(input, args.input);
  const asked = {
    clientId, caseId, reason: args.input.reason, message: message || null, to: { unitId: to.unitId, role: args.input.to.role ?? null, staffId: to.staffId ?? null },
    consent: consent ? { given: consent.given, urgentReason: consent.urgentReason || null } : null,
  };
  const outcome = await request(context.db, staffOf(context), asked, context.requestId);
  return outcome.is === 'DONE' ? { __typename: 'RequestHandoverOk', handover: outcome.handover } : refusal(outcome, context.language);
};
