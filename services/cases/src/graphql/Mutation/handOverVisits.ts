import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { handOverVisits as handOver } from '../../operations/hand-over-visits';
import type { MutationResolvers } from '../generated/resolvers';
import { consentGiven, handoverConsent, handoverWords, resourceId } from '../handover-input';

const visit = z.object({ caseId: idInput, consent: handoverConsent });
const input = z.object({
  clientId: resourceId.max(40), to: z.object({ unitId: resourceId, staffId: resourceId.nullish() }), message: handoverWords, visits: z.array(visit).min(1).max(50),
});

export const handOverVisits: NonNullable<MutationResolvers['handOverVisits']> = async (_root, args, context) => {
  const { clientId, to, message, visits } = parseInput(input, args.input);
  const answers = await handOver(context.db, staffOf(context), {
    clientId, to: { unitId: to.unitId, role: args.input.to.role ?? null, staffId: to.staffId ?? null }, message: message || null,
    visits: visits.map(({ caseId, consent }) => ({ caseId, consent: consentGiven(consent) })),
  }, context.requestId);
  return { __typename: 'HandOverVisitsOk', answers };
};
