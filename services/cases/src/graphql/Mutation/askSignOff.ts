import { staffOf } from '@vardgraf/service-kit/callers';
import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { askSignOff as ask } from '../../operations/ask-sign-off';
import { refusal } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';
import { resourceId } from '../handover-input';
import { signOffInHand } from '../SignOff';

const input = z.object({ clientId: z.string().min(1).max(80), caseId: idInput, recordId: resourceId.nullish(), to: z.object({ unitId: resourceId, staffId: resourceId.nullish() }) });

export const askSignOff: NonNullable<MutationResolvers['askSignOff']> = async (_root, args, context) => {
  const { clientId, caseId, recordId, to } = parseInput(input, args.input);
  const asked = { clientId, caseId, recordKind: args.input.recordKind, recordId: recordId ?? null, to: { unitId: to.unitId, role: args.input.to.role ?? null, staffId: to.staffId ?? null } };
  const outcome = await ask(context.db, staffOf(context), asked, context.requestId);
  return outcome.is === 'DONE' ? { __typename: 'AskSignOffOk', signOff: signOffInHand(outcome.signOffId, context) } : refusal(outcome, context.language);
};
