import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { patientOf } from '@vardgraf/service-kit/callers';
import { askForTime as ask } from '../../operations/ask-for-time';
import { answer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ ticketId: idInput });

export const askForTime: NonNullable<MutationResolvers['askForTime']> = async (_root, args, context) => {
  const { ticketId } = parseInput(input, args.input);
  const outcome = await ask(context.db, patientOf(context), ticketId, context.requestId);
  return answer(outcome, context.language, (ticket) => ({ __typename: 'AskForTimeOk', ticket, caseId: ticket.caseId }));
};
