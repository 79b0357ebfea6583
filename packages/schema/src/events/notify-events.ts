import { z } from 'zod';
import { id, instant, privacyClass } from './codes';

const notification = {
  notificationId: id,
  patientId: id,
  channel: z.enum(['SMS', 'EMAIL', 'WEB_PUSH', 'IN_APP']),
  template: z.string(),
  privacyClass,
  caseId: id.nullable(),
  bookingId: id.nullable(),
};
const alert = { alertId: id, caseId: id, unitId: id, why: z.enum(['OPENED', 'ESCALATED', 'HANDOVER_OVERDUE']) };

/** What notify tells the others; the aggregate is the notification or the alert. Texts and numbers stay in notify. */
export const notifyEvents = {
  'notification.sent': z.strictObject({ ...notification, sentAt: instant, attempts: z.number().int().positive() }),
  'notification.delivered': z.strictObject({ ...notification, deliveredAt: instant }),
  /** For good; `reason` is a code. UNKNOWN_OUTCOME: the process died while the operator was called. */
  'notification.failed': z.strictObject({ ...notification, reason: z.string(), attempts: z.number().int().min(0) }),
  'alert.raised': z.strictObject({ ...alert, raisedAt: instant }),
  /** DELIVERED to the phones, ACKNOWLEDGED by somebody, SILENT: nobody answered in time, FAILED: could not be raised, CLEARED: the case is taken or over. */
  'alert.changed': z.strictObject({ ...alert, status: z.enum(['DELIVERED', 'ACKNOWLEDGED', 'SILENT', 'FAILED', 'CLEARED']) }),
} as const;
