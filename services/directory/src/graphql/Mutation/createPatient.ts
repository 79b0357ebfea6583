import { parseInput } from '@vardgraf/service-kit/input';
import { refusals } from '@vardgraf/service-kit/texts';
import { z } from 'zod';
import { createPatient as create } from '../../operations/create-patient';
import type { MutationResolvers } from '../generated/resolvers';
import { personInput } from '../person-input';
import { text } from '../texts';

const newPatient = z.object({
  ...personInput,
  clientId: z.string().min(1, 'is missing').max(100, 'is too long'),
  email: z.email('is no e-mail address').max(254, 'is too long').nullish().transform((value) => value ?? null),
});

export const createPatient: NonNullable<MutationResolvers['createPatient']> = async (_parent, args, context) => {
  if (context.actor?.kind !== 'STAFF') return refusals.notPermitted(context.language);
  const { kind, view } = await create(context.db, context.actor, parseInput(newPatient, args.input), context.requestId);
  if (kind === 'CREATED') return { __typename: 'CreatePatientOk', patient: view };
  return { __typename: 'PatientAlreadyExists', code: 'PATIENT_ALREADY_EXISTS', message: text('PATIENT_ALREADY_EXISTS', context.language), patient: view };
};
