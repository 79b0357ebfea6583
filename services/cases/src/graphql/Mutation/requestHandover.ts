import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { requestHandover as request } from '../../operations/request-handover';
import { refusal } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';
import { consentGiven, handoverConsent, handoverWords, resourceId } from '../handover-input';

const input = z.object({
  clientId: resourceId, caseId: idInput, to: z.object({ unitId: resourceId, staffId: resourceId.nullish() }), message: handoverWords, consent: handoverConsent,
});

export const requestHandover: NonNullable<MutationResolvers['requestHandover']> = async (_root, args, context) => {
  const { clientId, caseId, to, message, consent } = parseInput(input, args.input);
  const asked = {
    clientId, caseId, reason: args.input.reason, message: message || null, to: { unitId: to.unitId, role: args.input.to.role ?? null, staffId: to.staffId ?? null },
    consent: consentGiven(consent),
  };
  const outcome = await request(context.db, staffOf(context), asked, context.requestId);
  return outcome.is === 'DONE' ? { __typename: 'RequestHandoverOk', handover: outcome.handover } : refusal(outcome, context.language);
};
