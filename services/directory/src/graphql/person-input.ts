import { idInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';

const personName = z.string().trim().min(1, 'is missing').max(100, 'is too long').regex(/^[\p{L}\p{M}'’.\- ]*$/u, 'holds characters that no name has');
const mobile = z.string().transform((t) => t.replace(/[\s-]/g, '').replace(/^00/, '+').replace(/^0/, '+46')).pipe(z.string().regex(/^\+[1-9]\d{7,14}$/, 'is no mobile number'));

/** What every mutation that may create a profile checks of the person; the number itself is read by the operation, which knows today. */
export const personInput = {
  personalNumber: z.string().max(20, 'is too long'),
  givenName: personName,
  familyName: personName,
  mobile: mobile.nullish().transform((value) => value ?? null),
  language: z.enum(['sv', 'en'], { error: 'is sv or en' }).nullish().transform((value) => value ?? 'sv'),
  listedUnitId: idInput.nullish().transform((value) => value ?? null),
};
