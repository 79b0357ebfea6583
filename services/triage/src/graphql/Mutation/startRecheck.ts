import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { patientOf } from '@vardgraf/service-kit/callers';
import { startRecheck as start } from '../../operations/start-recheck';
import { recheckAnswer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const freeText = z.string().trim().max(1000, { error: 'at most 1,000 characters' }).nullish().transform((text) => text || undefined);
const input = z.object({ clientId: idInput, caseId: idInput, freeText });

export const startRecheck: NonNullable<MutationResolvers['startRecheck']> = async (_root, args, context) => {
  const said = { ...parseInput(input, args.input), change: args.input.change };
  return recheckAnswer('StartRecheckOk', await start(context.db, patientOf(context), said, context.requestId), context.language);
};
