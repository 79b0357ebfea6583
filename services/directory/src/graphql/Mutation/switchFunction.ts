import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { refusals } from '@vardgraf/service-kit/texts';
import { z } from 'zod';
import { switchFunction as change } from '../../operations/switch-function';
import type { MutationResolvers } from '../generated/resolvers';
import * as load from '../loaders';

const unitInput = z.object({ unitId: idInput.nullish() });

export const switchFunction: NonNullable<MutationResolvers['switchFunction']> = async (_parent, { input }, context) => {
  if (context.actor?.kind !== 'STAFF') return refusals.notPermitted(context.language);
  const unitId = parseInput(unitInput, input).unitId ?? null;
  const outcome = await change(context.db, context.actor, unitId, input.function, input.on, context.requestId);
  if (outcome === 'NOT_FOUND') return refusals.notFound(context.language);
  return { __typename: 'SwitchFunctionOk', region: await load.regionOf(context, context.actor), unit: unitId && (await load.unit(context, unitId)) };
};
