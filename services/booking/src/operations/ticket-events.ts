import type { EventData } from '@vardgraf/schema/events/catalogue';
import type { Ticket } from '../domain/ticket';

type TicketEventType = 'ticket.issued' | 'ticket.time-asked' | 'ticket.expired';

/** An event about a ticket before it has its number. */
export type TicketEvent = { [T in TicketEventType]: { type: T; data: EventData<T> } }[TicketEventType];

/** What a ticket and its bookings say of the patient's matter. */
export function matterOf(t: Ticket) {
  return {
    ticketId: t.id, patientId: t.patientId, sessionId: t.sessionId, complaintCode: t.complaintCode, priority: t.priority, urgencyRank: t.urgencyRank,
    ageBand: t.ageBand, sex: t.sex, tags: t.tags,
  };
}

export function ticketIssued(t: Ticket): TicketEvent {
  return {
    type: 'ticket.issued',
    data: {
      ...matterOf(t), unitId: t.unitId, role: t.role, staffId: t.staffId, visitType: t.visitType, source: t.source, issuedAt: t.issuedAt.toISOString(),
      visitBy: t.visitBy.toISOString(), validUntil: t.validUntil.toISOString(),
    },
  };
}

export function timeAsked(t: Ticket, caseId: string, askedAt: Date): TicketEvent {
  return { type: 'ticket.time-asked', data: { ...matterOf(t), caseId, unitId: t.unitId, role: t.role, issuedAt: t.issuedAt.toISOString(), askedAt: askedAt.toISOString() } };
}

export function ticketExpired(t: Ticket): TicketEvent {
  return { type: 'ticket.expired', data: { ticketId: t.id, patientId: t.patientId, unitId: t.unitId } };
}
