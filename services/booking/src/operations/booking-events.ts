import type { EventData } from '@vardgraf/schema/events/catalogue';
import type { Booking } from '../domain/booking';
import type { Slot } from '../domain/slot';
import type { Ticket } from '../domain/ticket';
import { matterOf } from './ticket-events';

type BookingEventType = 'booking.made' | 'booking.rebooked' | 'booking.cancelled';

/** An event about a booking before it has its number. */
export type BookingEvent = { [T in BookingEventType]: { type: T; data: EventData<T> } }[BookingEventType];

function timeOf(s: Slot) {
  return { slotId: s.id, unitId: s.unitId, role: s.role, staffId: s.staffId, visitType: s.visitType, startsAt: s.startsAt.toISOString(), endsAt: s.endsAt.toISOString() };
}

export function bookingMade(b: Booking, ticket: Ticket, slot: Slot): BookingEvent {
  return {
    type: 'booking.made',
    data: { bookingId: b.id, caseId: b.caseId, ...matterOf(ticket), ...timeOf(slot), issuedAt: ticket.issuedAt.toISOString(), bookedAt: b.bookedAt.toISOString() },
  };
}

export function bookingRebooked(b: Booking, from: Slot, to: Slot): BookingEvent {
  return {
    type: 'booking.rebooked',
    data: {
      bookingId: b.id, caseId: b.caseId, ticketId: b.ticketId, patientId: b.patientId, ...timeOf(to),
      previousStartsAt: from.startsAt.toISOString(), previousUnitId: from.unitId,
    },
  };
}

export function bookingCancelled(b: Booking, slot: Slot, byKind: 'PATIENT' | 'STAFF' | 'SYSTEM'): BookingEvent {
  return {
    type: 'booking.cancelled',
    data: {
      bookingId: b.id, caseId: b.caseId, ticketId: b.ticketId, patientId: b.patientId, unitId: slot.unitId, startsAt: slot.startsAt.toISOString(), byKind,
      reason: b.cancelReason ?? 'OTHER',
    },
  };
}
