import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { patientOf } from '@vardgraf/service-kit/callers';
import { registerPushDevice as register } from '../../operations/register-push-device';
import type { MutationResolvers } from '../generated/resolvers';
import { authInput, endpointInput, p256dhInput, pushOff, type PushSetup } from '../push';

export function registerPushDevice(push: PushSetup): NonNullable<MutationResolvers['registerPushDevice']> {
  const input = z.object({ clientId: idInput, endpoint: endpointInput(push), p256dh: p256dhInput, auth: authInput });
  return async (_root, args, context) => {
    const device = parseInput(input, args.input);
    const outcome = await register(context.db, patientOf(context), push.publicKey !== undefined, device, context.requestId);
    return outcome.is === 'DONE' ? { __typename: 'RegisterPushDeviceOk', device: outcome.device } : pushOff(context.language);
  };
}
