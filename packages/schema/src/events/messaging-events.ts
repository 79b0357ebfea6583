import { z } from 'zod';
import { id, instant, senderKind } from './codes';

/** `patientId` is null for a consultation between staff, which no patient takes part in (CON-1). */
const where = { threadId: id, caseId: id, patientId: id.nullable(), unitId: id };

/** What messaging tells the others; the aggregate is the thread. What was written stays in messaging. */
export const messagingEvents = {
  'thread.opened': z.strictObject({ ...where }),
  'message.posted': z.strictObject({
    ...where,
    messageId: id,
    /** Place in the thread; gapless from 1. */
    seq: z.number().int().positive(),
    senderKind,
    senderId: id.nullable(),
    /** A message of the patient in the asynchronous phase makes a work item (VIS-4). */
    phase: z.enum(['VISIT', 'ASYNCHRONOUS', 'CONSULTATION']),
    postedAt: instant,
    /** Messages of the patient, or of the colleague who asks, that none of the other side has read, after this one. */
    unreadByStaff: z.number().int().min(0),
  }),
  'thread.read': z.strictObject({ ...where, readerKind: senderKind, readerId: id, upToSeq: z.number().int().min(0), unreadByStaff: z.number().int().min(0) }),
  /** The asynchronous phase is over with nothing unread: cases closes the case (VIS-4). */
  'phase.ended': z.strictObject({ ...where, endedAt: instant }),
} as const;
