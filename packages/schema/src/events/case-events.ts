import { z } from 'zod';
import {
  caseAgeBand, caseEntryChannel, caseKind, caseStatus, caseTag, consultationWish, contactChannel, contactOutcome, handoverReason, id, instant, protocolKind, protocolState, sex, staffRole, suicideRiskState,
} from './codes';

/** What every case event says of the case after the change. */
const after = {
  caseId: id,
  /** Null for a consultation from staff: it is nobody's case, and gives nobody a relation to a patient (CON-1). */
  patientId: id.nullable(),
  unitId: id,
  status: caseStatus,
  priority: z.string(),
  urgencyRank: z.number().int().min(1).max(12),
};

/** How urgent the matter really was, as staff state it at the end of the visit; absent: not stated (BEY-6). */
const right = z.strictObject({ priority: z.string(), urgencyRank: z.number().int().min(1).max(12) }).optional();

/** What every event of a hand-over says besides. */
const handover = { handoverId: id, fromUnitId: id, toUnitId: id, toRole: staffRole.nullable(), toStaffId: id.nullable() };

/** What cases tells the others; the aggregate is the case. */
export const caseEvents = {
  'case.opened': z.strictObject({
    ...after,
    kind: caseKind,
    entryChannel: caseEntryChannel,
    sessionId: id.nullable(),
    complaintCode: id.nullable(),
    profession: staffRole,
    ageBand: caseAgeBand,
    sex,
    tags: z.array(caseTag),
    waitingSince: instant,
    dueAt: instant.nullable(),
    /** Whether the unit's phones shall ring (NOT-3). */
    alert: z.boolean(),
    /** A booked visit's beginning; the case that a MESSAGE item belongs to, or about which a CONSULTATION asks. */
    bookedAt: instant.nullable(),
    linkedCaseId: id.nullable(),
    /** The patient's language, as directory has it (BEY-10); absent: not known. */
    language: z.enum(['sv', 'en']).optional(),
    /** Of a consultation from staff: who asks, from which unit, and what for (CON-1). What is asked stays in cases. */
    consultation: z.strictObject({ staffId: id, fromUnitId: id, wish: consultationWish }).optional(),
    /** The patient's fixed doctor, who is told, and until when nobody else takes it (RDG-5); absent: there is none, or not there. */
    fixedDoctorId: id.optional(),
    reservedUntil: instant.nullable().optional(),
  }),
  'case.taken': z.strictObject({ ...after, staffId: id, role: staffRole, commissionUnitId: id, takenAt: instant, /** By the clock, to who is on shift, and not by that person (EXP-4): nobody has looked at it yet. */ assigned: z.literal(true).optional() }),
  /** By the holder with a reason, or by the clock when taken but not started (RDG-4). */
  'case.released': z.strictObject({ ...after, staffId: id, reason: z.string() }),
  'case.started': z.strictObject({ ...after, staffId: id, startedAt: instant, waitedSeconds: z.number().int(), withinHandlingTime: z.boolean().nullable() }),
  'case.escalated': z.strictObject({
    ...after,
    step: z.number().int().positive(),
    /** Which policy row fired. */
    rule: z.string(),
    addedRoles: z.array(staffRole),
    addedUnitIds: z.array(id),
    /** Whether the step gives an external alert. */
    alert: z.boolean(),
    /** Every role at every unit that sees the case from now on and did not before; absent: not said (NOT-5). */
    added: z.array(z.strictObject({ unitId: id, roles: z.array(staffRole) })).optional(),
  }),
  'case.reprioritised': z.strictObject({ ...after, from: z.string(), fromRank: z.number().int(), reason: z.string().nullable(), dueAt: instant.nullable() }),
  /** The booked visit has another time (BOO-4). */
  'case.rescheduled': z.strictObject({ ...after, bookedAt: instant, dueAt: instant.nullable() }),
  /** The visit is over and its asynchronous phase begins (VIS-4); the phase itself is messaging's. */
  'case.held': z.strictObject({ ...after, staffId: id, reason: z.string(), phaseEndsAt: instant, right }),
  'case.ended': z.strictObject({ ...after, staffId: id, reason: z.string(), right }),
  'case.withdrawn': z.strictObject({ ...after }),
  /** HND-1: asked, answered, taken back, or not answered in time. */
  'case.handover-requested': z.strictObject({
    ...after,
    ...handover,
    staffId: id,
    reason: handoverReason,
    dueBy: instant,
    /** Who may answer at the unit: the one person, else whoever has one of the roles; absent: not said (NOT-5). */
    answerers: z.strictObject({ staffId: id.nullable(), roles: z.array(staffRole) }).optional(),
  }),
  'case.handover-accepted': z.strictObject({ ...after, ...handover, staffId: id, role: staffRole, fromStaffId: id, waitedSeconds: z.number().int() }),
  'case.handover-refused': z.strictObject({ ...after, ...handover, staffId: id, /** Who asked; absent: not said. */ fromStaffId: id.optional(), reason: z.string(), waitedSeconds: z.number().int() }),
  'case.handover-withdrawn': z.strictObject({ ...after, ...handover, staffId: id }),
  'case.handover-overdue': z.strictObject({ ...after, ...handover }),
  /** An assignment from telephone triage goes to another unit or profession (CON-2). */
  'case.forwarded': z.strictObject({ ...after, staffId: id, fromUnitId: id, profession: staffRole, reason: z.string(), /** Whether the new unit's phones shall ring. */ alert: z.boolean() }),
  /** The time of an assignment from telephone triage has passed and no clinician has started (BEY-2). */
  'case.assignment-overdue': z.strictObject({ ...after, dueAt: instant, /** Units whose phones ring now: the accountable one and the hubs. */ alarmUnitIds: z.array(id) }),
  /** A step of the suicide-risk protocol, or its alarm (SAF-1). Never what was judged, and nobody's words. */
  'case.suicide-risk-changed': z.strictObject({
    ...after,
    state: suicideRiskState,
    /** Whether the risk is unassessed or goes on: then nothing of the case ends by itself. */
    open: z.boolean(),
    /** Units whose phones ring now; none but for an alarm. */
    alarmUnitIds: z.array(id),
  }),
  /** The patient was sought (EXP-7); `replacesDigitalVisit` counts calls in place of one (VIS-6). */
  'case.contact-attempted': z.strictObject({ ...after, staffId: id, channel: contactChannel, outcome: contactOutcome, reason: z.string().nullable(), replacesDigitalVisit: z.boolean() }),
  /** A checklist has begun or gone on (BEY-9). */
  'case.protocol-changed': z.strictObject({
    ...after,
    protocol: protocolKind,
    state: protocolState,
    /** Whether the patient is to be reminded now (VIS-5). */
    remind: z.boolean(),
  }),
  /** Who may see the case from now on; the whole truth each time. */
  'case.access-changed': z.strictObject({
    caseId: id,
    patientId: id.nullable(),
    open: z.boolean(),
    units: z.array(z.strictObject({ unitId: id, roles: z.array(staffRole) })),
    responsibleUnitId: id,
    takenBy: id.nullable(),
    participants: z.array(id),
  }),
} as const;
