import { staffRole } from '@vardgraf/schema/events/codes';
import { idInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';

const id = z.string().min(1, 'is missing').max(80, 'is too long');
const blankIsNone = (longest: number) => z.string().trim().max(longest, 'is too long').nullish().transform((value) => value || null);

export const unitId = id;
/** GraphQL has checked that it is a role; whether it gives care is the operation's to say. */
export const profession = staffRole;

const callBackNumber = z.object({
  number: z.string().transform((text) => text.replace(/[\s-]/g, '')).pipe(z.string().regex(/^\+[1-9]\d{7,14}$/, 'a number in international form')),
  whose: blankIsNone(100),
});

/** What GraphQL's types cannot say of a submission from telephone triage. */
export const consultation = z.object({
  reference: z.string().trim().min(1, 'is missing').max(80, 'at most 80 characters'),
  patientId: id,
  digital: z.boolean(),
  careLevel: z.enum(['PHYSICAL', 'DIGITAL']),
  priority: z.string().min(1, 'is missing').max(20, 'is too long'),
  profession,
  unitId,
  summary: z.string().trim().min(1, 'is missing').max(4000, 'at most 4,000 characters'),
  callBackNumbers: z.array(callBackNumber).max(5, 'at most 5'),
  journeyId: idInput.nullish().transform((value) => value ?? null),
  interpreterLanguage: blankIsNone(40),
  safeguarding: z.boolean().nullish().transform((value) => value ?? false),
  repeatCaller: z.boolean().nullish().transform((value) => value ?? false),
}).refine((c) => c.digital || c.callBackNumbers.length > 0, { path: ['callBackNumbers'], error: 'at least one for a patient who is not digital' });
