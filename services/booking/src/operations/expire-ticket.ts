import type { Tx } from '@vardgraf/service-kit/transaction';
import { expireTicket as decide } from '../domain/expire-ticket';
import { loadTicketForUpdate } from '../storage/ticket-store';
import { recordTicket } from './record-change';

/**
 * Ends a ticket that nobody has used in time; the unit finds it among its expired tickets (BOO-2). Called when a timer says so, and decides anew
 * under the ticket's lock: it may be booked by now.
 */
export async function expireTicket(tx: Tx, regionId: string, ticketId: string): Promise<void> {
  const ticket = await loadTicketForUpdate(tx, regionId, ticketId);
  const expired = ticket && decide(ticket, await tx.now());
  if (expired) await recordTicket(tx, ticket, expired);
}
