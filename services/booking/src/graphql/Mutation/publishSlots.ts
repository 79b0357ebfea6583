import { parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { publishSlots as publish } from '../../operations/publish-slots';
import { answer } from '../answers';
import { anyId, clinicalRole } from '../inputs';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ clientId: anyId, staffId: anyId.nullish().transform((id) => id ?? null), role: clinicalRole, startsAt: z.array(z.date()).min(1).max(200), minutes: z.number().int().min(1).max(24 * 60) });

export const publishSlots: NonNullable<MutationResolvers['publishSlots']> = async (_root, args, context) => {
  const { unitId, visitType, bookableBy } = args.input;
  const asked = { ...parseInput(input, args.input), unitId, visitType, bookableBy: bookableBy ?? 'PATIENT' };
  const outcome = await publish(context.db, staffOf(context), asked, context.requestId);
  return answer(outcome, context.language, (slots) => ({ __typename: 'PublishSlotsOk', slots }));
};
