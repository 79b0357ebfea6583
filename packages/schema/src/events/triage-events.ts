import { z } from 'zod';
import { ageBand, careLevel, caseTag, entryChannel, id, instant, sex, staffRole } from './codes';

const content = z.strictObject({ packId: id, semver: z.string(), sha256: z.string().length(64) });

/** What triage tells the others; the aggregate is the session. */
export const triageEvents = {
  /** An accepted outcome. DROP_IN makes a case with the given id, BOOKABLE a ticket; SELF_CARE and PHYSICAL make nothing. */
  'session.finished': z.strictObject({
    sessionId: id,
    patientId: id,
    /** The guardian who acted, for a child. */
    proxyId: id.nullable(),
    entryChannel,
    disposition: z.enum(['DROP_IN', 'BOOKABLE', 'SELF_CARE', 'PHYSICAL']),
    caseId: id.nullable(),
    ticketId: id.nullable(),
    unitId: id.nullable(),
    complaintCode: id,
    /** Code in the region's scheme, and its place on the scale 1–12 on which regions compare. */
    priority: z.string(),
    urgencyRank: z.number().int().min(1).max(12),
    careLevel,
    profession: staffRole.nullable(),
    ageBand,
    sex,
    tags: z.array(caseTag),
    content,
    /** Rule ids behind the outcome. */
    firedRules: z.array(z.string()),
    finishedAt: instant,
  }),
  'session.abandoned': z.strictObject({ sessionId: id, patientId: id, complaintCode: id, content, screensSeen: z.number().int() }),
  /** A referral to 112 or an emergency department, without clinical content (TRI-4). */
  'emergency.referred': z.strictObject({ sessionId: id, careLevel }),
} as const;
