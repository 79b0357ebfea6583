import { z } from 'zod';
import { ageBand, caseKind, caseStatus, caseTag, entryChannel, id, instant, sex, staffRole } from './codes';

/** What every case event says of the case after the change. */
const after = {
  caseId: id,
  patientId: id,
  unitId: id,
  status: caseStatus,
  priority: z.string(),
  urgencyRank: z.number().int().min(1).max(12),
};

/** What cases tells the others; the aggregate is the case. */
export const caseEvents = {
  'case.opened': z.strictObject({
    ...after,
    kind: caseKind,
    entryChannel,
    sessionId: id.nullable(),
    complaintCode: id.nullable(),
    profession: staffRole,
    ageBand,
    sex,
    tags: z.array(caseTag),
    waitingSince: instant,
    dueAt: instant.nullable(),
  }),
  'case.taken': z.strictObject({ ...after, staffId: id, role: staffRole, commissionUnitId: id, takenAt: instant }),
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
  }),
  'case.reprioritised': z.strictObject({ ...after, from: z.string(), fromRank: z.number().int(), reason: z.string().nullable(), dueAt: instant.nullable() }),
  'case.ended': z.strictObject({ ...after, staffId: id, reason: z.string() }),
  'case.withdrawn': z.strictObject({ ...after }),
  /** Who may see the case from now on; the whole truth each time. */
  'case.access-changed': z.strictObject({
    caseId: id,
    patientId: id,
    open: z.boolean(),
    units: z.array(z.strictObject({ unitId: id, roles: z.array(staffRole) })),
    responsibleUnitId: id,
    takenBy: id.nullable(),
    participants: z.array(id),
  }),
} as const;
