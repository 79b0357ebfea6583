import type { Booking } from '../src/domain/booking';
import type { Slot } from '../src/domain/slot';
import type { Ticket } from '../src/domain/ticket';

const hour = 3_600_000;
/** An ordinary moment; everything of these samples lies around it. */
export const now = new Date('2026-03-24T09:00:00Z');
export const inHours = (n: number): Date => new Date(now.getTime() + n * hour);

/** An open ticket for a nurse by video, with two days left. */
export function aTicket(given: Partial<Ticket> = {}): Ticket {
  return {
    id: 't1', regionId: 'halland', patientId: 'anna', unitId: 'own', role: 'NURSE', staffId: null, visitType: 'VIDEO', priority: '7', urgencyRank: 7, source: 'TRIAGE',
    status: 'OPEN', sessionId: 's1', complaintCode: 'cough', ageBand: 'FROM_18_TO_64', sex: 'FEMALE', tags: [], issuedAt: inHours(-1), visitBy: inHours(47),
    validUntil: inHours(47), caseId: null, askedBy: null, issuedBy: null, clientId: null, version: 1, ...given,
  };
}

/** A free time of a nurse by video, tomorrow. */
export function aSlot(given: Partial<Slot> = {}): Slot {
  const startsAt = given.startsAt ?? inHours(24);
  return {
    id: 'slot1', regionId: 'halland', unitId: 'own', role: 'NURSE', staffId: null, visitType: 'VIDEO', startsAt, endsAt: new Date(startsAt.getTime() + 20 * 60_000),
    bookableBy: 'PATIENT', status: 'FREE', ...given,
  };
}

export function aBooking(given: Partial<Booking> = {}): Booking {
  return {
    id: 'b1', regionId: 'halland', ticketId: 't1', slotId: 'slot1', patientId: 'anna', caseId: 'c1', status: 'BOOKED', bookedAt: now, changeableUntil: inHours(23),
    lateReason: null, changedAt: now, begunAt: null, cancelledBy: null, cancelReason: null, bookedBy: 'anna', clientId: 'k1', version: 1, ...given,
  };
}
