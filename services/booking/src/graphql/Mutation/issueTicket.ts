import { parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { issueTicket as issue } from '../../operations/issue-ticket';
import { answer } from '../answers';
import { anyId, clinicalRole } from '../inputs';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({
  clientId: anyId, patientId: anyId, staffId: anyId.nullish().transform((id) => id ?? null), role: clinicalRole.nullish().transform((role) => role ?? null), priority: z.string().min(1).max(20),
});

export const issueTicket: NonNullable<MutationResolvers['issueTicket']> = async (_root, args, context) => {
  const { unitId, visitType } = args.input;
  const asked = { ...parseInput(input, args.input), unitId, visitType };
  const outcome = await issue(context.db, staffOf(context), asked, context.requestId);
  return answer(outcome, context.language, (ticket) => ({ __typename: 'IssueTicketOk', ticket }));
};
