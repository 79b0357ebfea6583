import { z } from 'zod';
import { ageBand, id, instant, sex, staffRole, submissionStatus } from './codes';

/** What cases tells of submissions from telephone triage (CON-2, BEY-2); the aggregate is the submission. Summary and numbers stay in cases. */
export const consultationEvents = {
  /** Accepted. With a caseId it is a case already; with a ticketId booking shall issue that ticket. */
  'consultation.submitted': z.strictObject({
    submissionId: id,
    /** The client that submitted. */
    partnerId: id,
    patientId: id,
    journeyId: id,
    caseId: id.nullable(),
    ticketId: id.nullable(),
    unitId: id,
    profession: staffRole,
    physical: z.boolean(),
    priority: z.string(),
    urgencyRank: z.number().int().min(1).max(12),
    ageBand,
    sex,
    submittedAt: instant,
    /** When it will be read (CON-3). */
    readFrom: instant,
    /** The partner's own name of it, where it has the form of a code and of no personal number; null: it has not. Absent: not said. */
    reference: z.string().max(80).nullable().optional(),
  }),
  'consultation.status-changed': z.strictObject({ submissionId: id, partnerId: id, caseId: id.nullable(), status: submissionStatus, /** Why its case ended; null: it has not. Absent: not said. */ outcome: z.string().nullable().optional() }),
} as const;
