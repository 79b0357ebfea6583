import { z } from 'zod';
import { id, instant, staffRole } from './codes';

const shift = { shiftId: id, unitId: id, staffId: id, role: staffRole };

/** Who is at work where (QUE-10); the aggregate is the shift. */
export const shiftEvents = {
  /** `endsAt`: when the clock ends it, should nobody do so. */
  'shift.started': z.strictObject({ ...shift, startedAt: instant, endsAt: instant }),
  'shift.ended': z.strictObject({ ...shift, endedAt: instant, /** Oneself, the clock, or the end of the commission. */ by: z.enum(['SELF', 'CLOCK', 'COMMISSION']) }),
} as const;
