import type { Tx } from '@vardgraf/service-kit/transaction';
import { type CaseStep, type Followed, followAskedCase, followScheduledCase } from '../domain/follow-case';
import type { Booking } from '../domain/booking';
import type { Slot } from '../domain/slot';
import type { Ticket } from '../domain/ticket';
import { loadBookingOfCase } from '../storage/booking-store';
import { loadSlotForUpdate, saveSlot } from '../storage/slot-store';
import { loadTicketForUpdate, ticketOfCase } from '../storage/ticket-store';
import { bookingCancelled } from './booking-events';
import { recordBooking, recordTicket } from './record-change';

/**
 * Follows what becomes of a case that a booking or a ticket became: begun, over, or taken back (BOO-5). Other cases are nothing to booking, and what
 * booking itself has cancelled changes nothing more.
 */
export async function followCase(tx: Tx, regionId: string, caseId: string, step: CaseStep): Promise<void> {
  const ticketId = await ticketOfCase(tx, regionId, caseId);
  const ticket = ticketId && (await loadTicketForUpdate(tx, regionId, ticketId));
  if (!ticket) return;
  const booking = await loadBookingOfCase(tx, regionId, caseId);
  const slot = booking && (await loadSlotForUpdate(tx, regionId, booking.slotId));
  const after = booking && slot ? followScheduledCase(step, ticket, booking, slot, await tx.now()) : followAskedCase(step, ticket);
  await record(tx, { ticket, booking, slot }, after, caseId);
}

async function record(tx: Tx, before: { ticket: Ticket; booking?: Booking; slot?: Slot }, after: Followed, caseId: string): Promise<void> {
  const { ticket, booking, slot } = before;
  if (!after.ticket && !after.booking) return;
  if (after.ticket) await recordTicket(tx, ticket, after.ticket);
  if (after.slot && slot) await saveSlot(tx, slot, after.slot);
  if (after.booking && booking && slot) {
    await recordBooking(tx, booking, after.booking, after.booking.status === 'CANCELLED' ? bookingCancelled(after.booking, slot, 'SYSTEM') : undefined);
  }
  tx.audit({
    action: 'followCase', what: after.booking ? 'booking' : 'ticket.used', patientId: ticket.patientId, caseId, unitId: slot?.unitId ?? ticket.unitId, regionId: ticket.regionId,
  });
}
