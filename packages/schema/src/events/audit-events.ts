import { z } from 'zod';
import { id, instant, staffRole } from './codes';

/** One audit row of a service, as it travels to oversight (AUD-1). Free text stays in the service. The aggregate is the row. */
export const auditRecorded = z.strictObject({
  auditId: id,
  service: z.string(),
  at: instant,
  actorKind: z.enum(['PATIENT', 'STAFF', 'PARTNER', 'LIVE', 'SYSTEM']),
  actorId: id,
  role: staffRole.nullable(),
  commissionId: id.nullable(),
  unitId: id.nullable(),
  patientId: id.nullable(),
  caseId: id.nullable(),
  action: z.string(),
  what: z.string(),
  reason: z.string().nullable(),
  /** Where from: the process and the request id. */
  requestId: z.string().nullable(),
});
