import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { type BookingSeen, seen } from '../domain/booking';
import { cancelBooking as decide } from '../domain/cancel-booking';
import type { CancelBookingReason } from '../domain/codes';
import { type Done, notFound, type RefusedAs } from '../domain/outcome';
import { saveSlot } from '../storage/slot-store';
import { bookingCancelled } from './booking-events';
import type { Caller } from './callers';
import { lockBooking, shownAgain } from './met-booking';
import { recordBooking, recordTicket } from './record-change';

type Outcome = Done<BookingSeen> | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED' | 'BOOKING_NOT_CHANGEABLE'>;

/** Cancels a booking: by the patient until the promised instant, by staff until it begins. The ticket can be used again while it is valid (BOO-4). */
export async function cancelBooking(db: Database, actor: Caller, input: { bookingId: string; reason: CancelBookingReason }, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const met = await lockBooking(tx, actor, input.bookingId);
    if (!met) return notFound;
    const { booking, ticket, slot, as } = met;
    const now = await tx.now();
    const decided = decide(booking, ticket, slot, { as, by: actor.personId, reason: input.reason, now });
    if (decided.is === 'SAME') return shownAgain(tx, actor, booking.id, requestId);
    if (decided.is !== 'CHANGED') return decided;
    const after = await recordTicket(tx, ticket, decided.ticket);
    await saveSlot(tx, slot, decided.slot);
    const stored = await recordBooking(tx, booking, decided.booking, bookingCancelled(decided.booking, slot, as));
    tx.audit({ action: 'cancelBooking', what: 'booking.cancelled', patientId: booking.patientId, caseId: booking.caseId, unitId: slot.unitId, reason: input.reason, requestId });
    return { is: 'DONE', it: seen(stored, decided.slot, after, now) };
  });
}
