import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { refusals } from '@vardgraf/service-kit/texts';
import { z } from 'zod';
import { patientOf } from '@vardgraf/service-kit/callers';
import { removePushDevice as remove } from '../../operations/remove-push-device';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ deviceId: idInput });

export const removePushDevice: NonNullable<MutationResolvers['removePushDevice']> = async (_root, args, context) => {
  const { deviceId } = parseInput(input, args.input);
  const outcome = await remove(context.db, patientOf(context), deviceId, context.requestId);
  return outcome.is === 'DONE' ? { __typename: 'RemovePushDeviceOk', deviceId: outcome.deviceId } : refusals.notFound(context.language);
};
