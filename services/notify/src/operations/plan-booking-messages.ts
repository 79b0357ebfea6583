import type { Tx } from '@vardgraf/service-kit/transaction';
import { sameDayAt } from '../calendar/stockholm';
import { planBooking, planCancellation, type BookedVisit } from '../domain/plan-booking';
import { lockPlannedOfBooking } from '../storage/notification-store';
import { planNotifications } from './plan-notifications';
import { recordMove } from './record-move';
import { timerKinds } from './timer-kinds';

/** A booking as its event tells of it. */
export interface Booking {
  regionId: string;
  bookingId: string;
  caseId: string;
  patientId: string;
  unitId: string;
  startsAt: Date;
  /** Number of the event, so that a time to which a booking returns is told and reminded of again. */
  version: number;
  /** When it was booked, moved or cancelled. */
  at: Date;
}

const reminderTime = '08:00';

/** Plans what a booked or moved time asks for; what was planned for the time before is cancelled (NOT-2). */
export async function planBookingMessages(tx: Tx, verb: 'made' | 'rebooked', b: Booking & BookedVisit): Promise<void> {
  if (verb === 'rebooked') await cancelPlanned(tx, b);
  await planNotifications(tx, occasion(b), planBooking(verb, b, b.at, sameDayAt(b.startsAt, reminderTime)));
}

/** Cancels what was planned and tells of it (NOT-2). */
export async function planCancellationMessages(tx: Tx, b: Booking): Promise<void> {
  await cancelPlanned(tx, b);
  await planNotifications(tx, occasion(b), planCancellation(b.startsAt, b.at));
}

async function cancelPlanned(tx: Tx, { regionId, bookingId }: Booking): Promise<void> {
  for (const n of await lockPlannedOfBooking(tx, regionId, bookingId)) {
    await recordMove(tx, n, 'CANCELLED', { reason: 'BOOKING_CHANGED' });
    tx.cancelTimers(n.id, timerKinds.attendNotification);
  }
}

function occasion({ regionId, bookingId, caseId, patientId, unitId, startsAt, version }: Booking) {
  return { key: `booking:${bookingId}:${version}`, regionId, patientId, caseId, bookingId, threadId: null, unitId, startsAt };
}
