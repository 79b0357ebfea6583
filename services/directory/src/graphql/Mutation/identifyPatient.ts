import { parseInput } from '@vardgraf/service-kit/input';
import { refusals } from '@vardgraf/service-kit/texts';
import { z } from 'zod';
import { identifyPatient as identify } from '../../operations/identify-patient';
import type { MutationResolvers } from '../generated/resolvers';
import { personInput } from '../person-input';

const input = z.object(personInput);

export const identifyPatient: NonNullable<MutationResolvers['identifyPatient']> = async (_parent, args, context) => {
  if (context.actor?.kind !== 'PARTNER') return refusals.notPermitted(context.language);
  const outcome = await identify(context.db, context.actor, parseInput(input, args.input), context.requestId);
  if (outcome.is === 'IDENTIFIED') return { __typename: 'IdentifyPatientOk', patientId: outcome.patientId, digital: outcome.digital };
  return { __typename: 'ProtectedIdentityNotHandled', code: 'PROTECTED_IDENTITY_NOT_HANDLED', message: outcome.otherWays[context.language] };
};
