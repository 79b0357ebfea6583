import type { BookingFunction, BookingStatus, SlotMisfit, TicketStatus } from './codes';

/** Every no that an operation of booking can answer. */
export type Refused =
  | { is: 'NOT_FOUND' }
  | { is: 'NOT_PERMITTED' }
  | { is: 'FUNCTION_OFF'; function: BookingFunction }
  | { is: 'PROTECTED_IDENTITY_NOT_HANDLED' }
  | { is: 'SUICIDE_RISK_OPEN' }
  | { is: 'STAFF_MEMBER_BUSY'; startsAt: Date }
  | { is: 'SLOT_TAKEN' }
  | { is: 'TICKET_NOT_USABLE'; status: TicketStatus }
  | { is: 'SLOT_DOES_NOT_FIT'; reason: SlotMisfit }
  | { is: 'BOOKING_NOT_CHANGEABLE'; status: BookingStatus; changeableUntil: Date };

/** A yes with what came of it. */
export type Done<T> = { is: 'DONE'; it: T };

export type RefusedAs<K extends Refused['is']> = Extract<Refused, { is: K }>;
export const notFound: RefusedAs<'NOT_FOUND'> = { is: 'NOT_FOUND' };
export const notPermitted: RefusedAs<'NOT_PERMITTED'> = { is: 'NOT_PERMITTED' };
