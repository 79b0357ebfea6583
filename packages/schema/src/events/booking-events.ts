import { z } from 'zod';
import { ageBand, caseTag, id, instant, sex, staffRole, ticketSource, visitType } from './codes';

/** What a ticket and its bookings say of the patient's matter. */
const matter = {
  ticketId: id,
  patientId: id,
  sessionId: id.nullable(),
  complaintCode: id.nullable(),
  priority: z.string(),
  urgencyRank: z.number().int().min(1).max(12),
  ageBand,
  sex,
  tags: z.array(caseTag),
};
const time = { slotId: id, unitId: id, role: staffRole, staffId: id.nullable(), visitType, startsAt: instant, endsAt: instant };

/** What booking tells the others; the aggregate is the ticket or the booking. */
export const bookingEvents = {
  'ticket.issued': z.strictObject({
    ...matter, unitId: id, role: staffRole.nullable(), staffId: id.nullable(), visitType, source: ticketSource, issuedAt: instant, visitBy: instant, validUntil: instant,
  }),
  /** Help to find a time (QUE-3): cases opens a drop-in with this id, tag ADMIN, its clock from the ticket's issue. */
  'ticket.time-asked': z.strictObject({ ...matter, caseId: id, unitId: id, role: staffRole.nullable(), issuedAt: instant, askedAt: instant }),
  /** Not used in time; listed for the unit (BOO-2). */
  'ticket.expired': z.strictObject({ ticketId: id, patientId: id, unitId: id }),
  /** Cases opens a scheduled case with this id (BOO-5). */
  'booking.made': z.strictObject({ bookingId: id, caseId: id, ...matter, ...time, issuedAt: instant, bookedAt: instant }),
  'booking.rebooked': z.strictObject({ bookingId: id, caseId: id, ticketId: id, patientId: id, ...time, previousStartsAt: instant, previousUnitId: id }),
  'booking.cancelled': z.strictObject({ bookingId: id, caseId: id, ticketId: id, patientId: id, unitId: id, startsAt: instant, byKind: z.enum(['PATIENT', 'STAFF', 'SYSTEM']), reason: z.string() }),
} as const;
