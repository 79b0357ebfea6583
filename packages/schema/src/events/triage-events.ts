import { z } from 'zod';
import { ageBand, careLevel, caseTag, entryChannel, id, instant, sex, staffRole } from './codes';

const content = z.strictObject({ packId: id, semver: z.string(), sha256: z.string().length(64) });

/** What triage tells the others; the aggregate is the session. */
export const triageEvents = {
  /** An accepted outcome. DROP_IN makes a case with the given id, BOOKABLE a ticket; SELF_CARE and PHYSICAL make nothing; CONSULTATION is telephone triage's own to submit. */
  'session.finished': z.strictObject({
    sessionId: id,
    patientId: id,
    /** The guardian who acted, for a child. */
    proxyId: id.nullable(),
    entryChannel,
    disposition: z.enum(['DROP_IN', 'BOOKABLE', 'SELF_CARE', 'PHYSICAL', 'CONSULTATION']),
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
    /** Complaints besides the one that leads; absent: none. */
    furtherComplaintIds: z.array(id).optional(),
    /** A nurse or telephone triage's system asked on the patient's behalf (TRI-2); absent: not said. */
    assisted: z.boolean().optional(),
    /** The engine's own priority, also where staff decided otherwise (BEY-6); absent: not said. */
    engine: z.strictObject({ priority: z.string(), urgencyRank: z.number().int().min(1).max(12) }).optional(),
  }),
  'session.abandoned': z.strictObject({
    sessionId: id,
    patientId: id,
    complaintCode: id,
    content,
    screensSeen: z.number().int(),
    /** By a press, by silence, or for a new session of the same; absent: not said. */
    leftBy: z.enum(['PRESS', 'SILENCE', 'RESTART']).optional(),
    /** The screen that was left unanswered; null when nothing was asked any more (BEY-14). */
    screenId: id.nullable().optional(),
  }),
  /** A session was left after a danger sign, and the region wants staff to see it: cases makes the case with the given id (S17). */
  'session.left-unfinished': z.strictObject({
    sessionId: id,
    patientId: id,
    proxyId: id.nullable(),
    caseId: id,
    unitId: id.nullable(),
    complaintCode: id,
    furtherComplaintIds: z.array(id),
    priority: z.string(),
    urgencyRank: z.number().int().min(1).max(12),
    profession: staffRole.nullable(),
    ageBand,
    sex,
    tags: z.array(caseTag),
    content,
    firedRules: z.array(z.string()),
    leftAt: instant,
  }),
  /**
   * A waiting patient has said whether anything has changed (BEY-5). The aggregate is the re-check; told when worse or new is said, whenever what is said
   * comes to something more urgent, and when nothing is left to ask.
   */
  'recheck.answered': z.strictObject({
    recheckId: id,
    sessionId: id,
    caseId: id,
    patientId: id,
    change: z.enum(['SAME', 'WORSE', 'NEW']),
    state: z.enum(['ASKING', 'ANSWERED', 'EMERGENCY']),
    /** Place on the scale 1–12 of what was known before, and what it comes to now; the latter may be less urgent, which lowers nothing. */
    beforeRank: z.number().int().min(1).max(12),
    priority: z.string(),
    urgencyRank: z.number().int().min(1).max(12),
    suicideRisk: z.boolean(),
    content,
    firedRules: z.array(z.string()),
    saidAt: instant,
  }),
  /** A referral to 112 or an emergency department, without clinical content (TRI-4). */
  'emergency.referred': z.strictObject({ sessionId: id, careLevel }),
} as const;
