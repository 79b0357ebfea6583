import { parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { nameInflowResponsible as name } from '../../operations/name-inflow-responsible';
import { refusal } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';
import { resourceId } from '../handover-input';
import { inflowTime } from '../inflow-time';

const input = z.object({ clientId: resourceId, unitId: resourceId, staffId: resourceId, intervals: z.array(inflowTime).min(1).max(100) });

export const nameInflowResponsible: NonNullable<MutationResolvers['nameInflowResponsible']> = async (_root, args, context) => {
  const outcome = await name(context.db, staffOf(context), parseInput(input, args.input), context.requestId);
  return outcome.is === 'DONE' ? { __typename: 'NameInflowResponsibleOk', duties: outcome.duties } : refusal(outcome, context.language);
};
