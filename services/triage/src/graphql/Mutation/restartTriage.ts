import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { restartTriage as restart } from '../../operations/restart-triage';
import { answer } from '../answers';
import { askerOf } from '../callers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ clientId: idInput, sessionId: idInput });

export const restartTriage: NonNullable<MutationResolvers['restartTriage']> = async (_root, args, context) => {
  const outcome = await restart(context.db, askerOf(context), parseInput(input, args.input), context.requestId);
  return answer('RestartTriageOk', outcome, context.language);
};
