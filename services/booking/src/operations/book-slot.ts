import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { type BookQuestion, bookSlot as decide } from '../domain/book-slot';
import { type Booking, type BookingSeen, changeableUntil, seen } from '../domain/booking';
import type { ActsAs, LateBookingReason } from '../domain/codes';
import { type Done, notFound, type Refused, type RefusedAs } from '../domain/outcome';
import type { Slot } from '../domain/slot';
import { keptReason } from '../domain/slot-fit';
import type { Ticket } from '../domain/ticket';
import { regionSettings } from '../settings/region-settings';
import { bookingOfClient, holdClientId } from '../storage/booking-store';
import { patientOf } from '../storage/person-store';
import { loadSlotForUpdate, saveSlot } from '../storage/slot-store';
import { loadTicketForUpdate } from '../storage/ticket-store';
import { bookingMade } from './booking-events';
import { actsAs, type Caller } from './callers';
import { recordNewBooking, recordTicket } from './record-change';
import { shownAgain } from './met-booking';
import { fitQuestion, functionsOff, reachableUnits } from './slot-question';

export interface BookSlotInput {
  clientId: string;
  ticketId: string;
  slotId: string;
  lateReason: LateBookingReason | null;
}

type Outcome = Done<BookingSeen> | RefusedAs<Exclude<Refused['is'], 'STAFF_MEMBER_BUSY' | 'BOOKING_NOT_CHANGEABLE'>>;

/**
 * Books a time with a ticket, or gives the booking made with the same clientId: one time, one booking, decided under the locks of ticket and time
 * (BOO-4). The case it will be gets its id here (BOO-5).
 */
export async function bookSlot(db: Database, actor: Caller, input: BookSlotInput, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    await holdClientId(tx, actor.personId, input.clientId);
    const before = await bookingOfClient(tx, actor.personId, input.clientId);
    if (before) return shownAgain(tx, actor, before.id, requestId);
    const ticket = await loadTicketForUpdate(tx, actor.regionId, input.ticketId);
    const as = ticket && (await actsAs(tx, actor, ticket.patientId, [ticket.unitId]));
    if (!ticket || !as) return notFound;
    const slot = await loadSlotForUpdate(tx, actor.regionId, input.slotId);
    if (!slot) return notFound;
    const q = await question(tx, ticket, slot, as, input.lateReason);
    const decided = decide(ticket, slot, q);
    if (decided.is !== 'CHANGED') return decided;
    await recordTicket(tx, ticket, decided.ticket);
    await saveSlot(tx, slot, decided.slot);
    const booking = await made(tx, actor, decided, q, input.clientId);
    tx.audit({
      action: 'bookSlot', what: 'booking.made', patientId: ticket.patientId, caseId: booking.caseId, unitId: slot.unitId, reason: booking.lateReason ?? undefined, requestId,
    });
    return { is: 'DONE', it: seen(booking, decided.slot, decided.ticket, q.now) };
  });
}

async function question(tx: Tx, ticket: Ticket, slot: Slot, as: ActsAs, lateReason: LateBookingReason | null): Promise<BookQuestion> {
  const { protectedIdentity } = await regionSettings(tx, ticket.regionId);
  const { choosable, units } = await reachableUnits(tx, ticket);
  const patient = await patientOf(tx, ticket.patientId);
  return {
    ...(await fitQuestion(tx, slot, as, choosable, lateReason)),
    protectedIdentity: !protectedIdentity.handled && patient?.protectedIdentity === true, functionsOff: functionsOff(units, slot.unitId),
  };
}

async function made(tx: Tx, actor: Caller, { ticket, slot }: { ticket: Ticket; slot: Slot }, q: BookQuestion, clientId: string): Promise<Booking> {
  const { changeUntilMinutes } = await regionSettings(tx, ticket.regionId, slot.unitId);
  const booking: Booking = {
    id: v7(), regionId: ticket.regionId, ticketId: ticket.id, slotId: slot.id, patientId: ticket.patientId, caseId: v7(), status: 'BOOKED', bookedAt: q.now,
    changeableUntil: changeableUntil(slot.startsAt, changeUntilMinutes), lateReason: keptReason(slot, ticket, q), changedAt: q.now, begunAt: null, cancelledBy: null,
    cancelReason: null, bookedBy: actor.personId, clientId, version: 0,
  };
  return recordNewBooking(tx, booking, bookingMade(booking, ticket, slot));
}
