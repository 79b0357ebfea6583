import { z } from 'zod';
import { id, staffRole } from './codes';

/** Records that a colleague is asked to sign off (QUE-13); the aggregate is the request. The record and the reason of a return stay in cases. */
export const signOffEvents = {
  'sign-off.changed': z.strictObject({
    signOffId: id,
    caseId: id,
    recordKind: z.enum(['SUICIDE_RISK_ASSESSMENT', 'INDIVIDUAL_PLAN', 'CLOSED_WITHOUT_CONTACT', 'CONTACT_ATTEMPT']),
    status: z.enum(['WAITING', 'SIGNED', 'RETURNED']),
    /** The author. */
    askedBy: id,
    fromUnitId: id,
    toUnitId: id,
    /** Null where a person is asked. */
    toRole: staffRole.nullable(),
    toStaffId: id.nullable(),
    /** Who signed or returned it; null while it waits. */
    signerId: id.nullable(),
  }),
} as const;
