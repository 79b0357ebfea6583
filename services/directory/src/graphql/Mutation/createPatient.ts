import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { refusals } from '@vardgraf/service-kit/texts';
import { z } from 'zod';
import { createPatient as create } from '../../operations/create-patient';
import type { MutationResolvers } from '../generated/resolvers';
import { text } from '../texts';

const personName = z.string().trim().min(1, 'is missing').max(100, 'is too long').regex(/^[\p{L}\p{M}'’.\- ]*$/u, 'holds characters that no name has');
const mobile = z.string().transform((t) => t.replace(/[\s-]/g, '').replace(/^00/, '+').replace(/^0/, '+46')).pipe(z.string().regex(/^\+[1-9]\d{7,14}$/, 'is no mobile number'));
const newPatient = z.object({
  clientId: z.string().min(1, 'is missing').max(100, 'is too long'),
  personalNumber: z.string().max(20, 'is too long'),
  givenName: personName,
  familyName: personName,
  mobile: mobile.nullish().transform((value) => value ?? null),
  email: z.email('is no e-mail address').max(254, 'is too long').nullish().transform((value) => value ?? null),
  language: z.enum(['sv', 'en'], { error: 'is sv or en' }).nullish().transform((value) => value ?? 'sv'),
  listedUnitId: idInput.nullish().transform((value) => value ?? null),
});

export const createPatient: NonNullable<MutationResolvers['createPatient']> = async (_parent, args, context) => {
  if (context.actor?.kind !== 'STAFF') return refusals.notPermitted(context.language);
  const { kind, view } = await create(context.db, context.actor, parseInput(newPatient, args.input), context.requestId);
  if (kind === 'CREATED') return { __typename: 'CreatePatientOk', patient: view };
  return { __typename: 'PatientAlreadyExists', code: 'PATIENT_ALREADY_EXISTS', message: text('PATIENT_ALREADY_EXISTS', context.language), patient: view };
};
