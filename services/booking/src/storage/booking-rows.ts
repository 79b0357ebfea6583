import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import type { Booking } from '../domain/booking';
import type { Slot } from '../domain/slot';
import type { Ticket } from '../domain/ticket';

type Columns<T> = Record<keyof T, EntitySchemaColumnOptions>;

const key = (): EntitySchemaColumnOptions => ({ type: 'uuid', primary: true });
const id = (name: string, nullable = false): EntitySchemaColumnOptions => ({ type: 'uuid', name, nullable });
const text = (name?: string): EntitySchemaColumnOptions => ({ type: 'text', name });
const maybe = (name: string): EntitySchemaColumnOptions => ({ type: 'text', name, nullable: true });
const instant = (name: string, nullable = false): EntitySchemaColumnOptions => ({ type: 'timestamptz', precision: 3, name, nullable });
const whole = (name?: string): EntitySchemaColumnOptions => ({ type: 'int', name });

const ticketFacts: Columns<Ticket> = {
  id: key(), regionId: text('region_id'), patientId: text('patient_id'), unitId: text('unit_id'), role: maybe('role'), staffId: maybe('staff_id'),
  visitType: text('visit_type'), priority: text(), urgencyRank: whole('urgency_rank'), source: text(), status: text(), sessionId: maybe('session_id'),
  complaintCode: maybe('complaint_code'), ageBand: text('age_band'), sex: text(), tags: { type: 'text', array: true }, issuedAt: instant('issued_at'),
  visitBy: instant('visit_by'), validUntil: instant('valid_until'), caseId: id('case_id', true), askedBy: maybe('asked_by'), issuedBy: maybe('issued_by'),
  clientId: maybe('client_id'), version: whole(),
};

const slotFacts: Columns<Slot> = {
  id: key(), regionId: text('region_id'), unitId: text('unit_id'), role: text(), staffId: maybe('staff_id'), visitType: text('visit_type'),
  startsAt: instant('starts_at'), endsAt: instant('ends_at'), bookableBy: text('bookable_by'), status: text(),
};

const bookingFacts: Columns<Booking> = {
  id: key(), regionId: text('region_id'), ticketId: id('ticket_id'), slotId: id('slot_id'), patientId: text('patient_id'), caseId: id('case_id'), status: text(),
  bookedAt: instant('booked_at'), changeableUntil: instant('changeable_until'), lateReason: maybe('late_reason'), changedAt: instant('changed_at'),
  begunAt: instant('begun_at', true), cancelledBy: maybe('cancelled_by'), cancelReason: maybe('cancel_reason'), bookedBy: text('booked_by'),
  clientId: text('client_id'), version: whole(),
};

export const ticketRow = new EntitySchema<Ticket>({ name: 'Ticket', tableName: 'ticket', columns: ticketFacts });
export const slotRow = new EntitySchema<Slot>({ name: 'Slot', tableName: 'slot', columns: slotFacts });
export const bookingRow = new EntitySchema<Booking>({ name: 'Booking', tableName: 'booking', columns: bookingFacts });

const selected = <T>(facts: Columns<T>) => (alias: string): string =>
  (Object.keys(facts) as (keyof T & string)[]).map((fact) => `${alias}.${facts[fact].name ?? fact} AS "${fact}"`).join(', ');

/** Columns for a hand-written SELECT, under the names that the domain uses. */
export const ticketColumns = selected(ticketFacts);
export const slotColumns = selected(slotFacts);
export const bookingColumns = selected(bookingFacts);
