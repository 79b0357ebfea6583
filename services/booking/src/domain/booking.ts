import type { ActsAs, BookingStatus, CancelBookingReason, LateBookingReason } from './codes';
import type { Slot } from './slot';
import type { Ticket } from './ticket';

/** A visit that has a time (BOO-4, BOO-5). */
export interface Booking {
  id: string;
  regionId: string;
  ticketId: string;
  slotId: string;
  patientId: string;
  /** The scheduled case that it is. */
  caseId: string;
  status: BookingStatus;
  bookedAt: Date;
  /** Until when the patient may rebook or cancel, as promised when the time was booked. */
  changeableUntil: Date;
  lateReason: LateBookingReason | null;
  /** When it was last booked, moved or cancelled. */
  changedAt: Date;
  /** When its case was started; from then on it is no longer moved. */
  begunAt: Date | null;
  cancelledBy: string | null;
  cancelReason: CancelBookingReason | 'CASE_WITHDRAWN' | null;
  bookedBy: string;
  clientId: string;
  /** Number of the last event about this booking; gapless from 1. */
  version: number;
}

/** A booking with the time and the units that decide who may do what with it. */
export interface BookingSeen extends Booking {
  startsAt: Date;
  endsAt: Date;
  slotUnitId: string;
  ticketUnitId: string;
  /** The instant at which this was true. */
  asOf: Date;
}

/** The booking as it is shown. */
export function seen(b: Booking, slot: Slot, ticket: Ticket, asOf: Date): BookingSeen {
  return { ...b, startsAt: slot.startsAt, endsAt: slot.endsAt, slotUnitId: slot.unitId, ticketUnitId: ticket.unitId, asOf };
}

/** Whether the booking can be moved or cancelled now: by the patient until the promised instant, by staff until the visit begins (BOO-4). */
export function mayChange(b: Pick<Booking, 'status' | 'begunAt' | 'changeableUntil'>, startsAt: Date, as: ActsAs, now: Date): boolean {
  if (b.status !== 'BOOKED' || b.begunAt !== null) return false;
  return (as === 'PATIENT' ? b.changeableUntil : startsAt) > now;
}

/** The instant until which the patient may change a visit. */
export function changeableUntil(startsAt: Date, minutesBefore: number): Date {
  return new Date(startsAt.getTime() - minutesBefore * 60_000);
}
