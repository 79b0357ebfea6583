import { z } from 'zod';
import type { RequestHandoverInput } from '../operations/request-handover';

/** What requests to hand over have in common, one visit or several. */
export const resourceId = z.string().min(1).max(80);
export const handoverWords = z.string().trim().max(2000, { error: 'at most 2,000 characters' }).nullish();
export const handoverConsent = z.object({ given: z.boolean(), urgentReason: handoverWords }).nullish();

/** The consent as the operation takes it; an empty reason is none. */
export function consentGiven(consent: z.infer<typeof handoverConsent>): RequestHandoverInput['consent'] {
  return consent ? { given: consent.given, urgentReason: consent.urgentReason || null } : null;
}
