import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { type BookingSeen, seen } from '../domain/booking';
import type { LateBookingReason } from '../domain/codes';
import { type Done, notFound, type RefusedAs } from '../domain/outcome';
import { rebook as decide } from '../domain/rebook';
import type { Slot } from '../domain/slot';
import { regionSettings } from '../settings/region-settings';
import { saveSlot } from '../storage/slot-store';
import { bookingRebooked } from './booking-events';
import type { Caller } from './callers';
import { lockBooking, type MetBooking, shownAgain } from './met-booking';
import { recordBooking } from './record-change';
import { bookableAt, fitQuestion, reachableUnits } from './slot-question';

export interface RebookInput {
  bookingId: string;
  slotId: string;
  lateReason: LateBookingReason | null;
}

type Outcome = Done<BookingSeen> | RefusedAs<'NOT_FOUND' | 'SLOT_TAKEN' | 'SLOT_DOES_NOT_FIT' | 'BOOKING_NOT_CHANGEABLE'>;

/** Moves a booking to another time, in one step: the old time is free when the new one is taken, and never before. Booking and case keep their ids (BOO-4). */
export async function rebook(db: Database, actor: Caller, input: RebookInput, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const met = await lockBooking(tx, actor, input.bookingId, [input.slotId]);
    const to = met?.others.get(input.slotId);
    if (!met || !to) return notFound;
    const { booking, ticket, slot } = met;
    const decided = decide(booking, ticket, slot, to, await question(tx, met, to, input.lateReason));
    if (decided.is === 'SAME') return shownAgain(tx, actor, booking.id, requestId);
    if (decided.is !== 'CHANGED') return decided;
    await saveSlot(tx, slot, decided.from);
    await saveSlot(tx, to, decided.to);
    const stored = await recordBooking(tx, booking, decided.booking, bookingRebooked(decided.booking, slot, to));
    tx.audit({
      action: 'rebook', what: 'booking.rebooked', patientId: booking.patientId, caseId: booking.caseId, unitId: to.unitId, reason: stored.lateReason ?? undefined, requestId,
    });
    return { is: 'DONE', it: seen(stored, decided.to, ticket, await tx.now()) };
  });
}

async function question(tx: Tx, { ticket, as }: MetBooking, to: Slot, lateReason: LateBookingReason | null) {
  const { changeUntilMinutes } = await regionSettings(tx, ticket.regionId, to.unitId);
  const choosable = bookableAt(await reachableUnits(tx, ticket), ticket, as);
  return { ...(await fitQuestion(tx, to, as, choosable, lateReason)), changeUntilMinutes };
}
