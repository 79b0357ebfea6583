import { Fault } from '@vardgraf/service-kit/fault';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Ticket } from '../domain/ticket';
import { ticketColumns, ticketRow } from './booking-rows';

/** The ticket of the region, locked until the transaction ends. Whoever changes a ticket, its booking or their times locks the ticket first. */
export async function loadTicketForUpdate(tx: Tx, regionId: string, id: string): Promise<Ticket | undefined> {
  return (await tx.manager.findOne(ticketRow, { where: { id, regionId }, lock: { mode: 'pessimistic_write' } })) ?? undefined;
}

/** Inserts a ticket that may already be there; false when it is, and then nothing happened. */
export async function insertTicket(tx: Tx, ticket: Ticket): Promise<boolean> {
  const result = await tx.manager.createQueryBuilder().insert().into(ticketRow).values(ticket).orIgnore().returning('id').execute();
  return (result.raw as unknown[]).length === 1;
}

/** The ticket that the staff member issued with the client id. */
export async function ticketOfClient(tx: Tx, staffId: string, clientId: string): Promise<Ticket | undefined> {
  const [row] = await tx.query<Ticket>(`SELECT ${ticketColumns('t')} FROM ticket t WHERE t.issued_by = $1 AND t.client_id = $2`, [staffId, clientId]);
  return row;
}

/**
 * Writes the ticket back.
 * @throws Fault CONFLICT_RETRY when the row is no longer what `before` says; cannot happen to who holds its lock
 */
export async function saveTicket(tx: Tx, before: Ticket, after: Ticket): Promise<void> {
  const { id, regionId, status, caseId, askedBy, version } = after;
  const result = await tx.manager.update(ticketRow, { id, regionId, version: before.version, status: before.status }, { status, caseId, askedBy, version });
  if (result.affected !== 1) throw new Fault('CONFLICT_RETRY', 'the ticket was changed by somebody else');
}

/** The ticket behind a case: one whose booking is the case, or one whose help to find a time is. */
export async function ticketOfCase(tx: Tx, regionId: string, caseId: string): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(
    `SELECT ticket_id AS id FROM booking WHERE region_id = $1 AND case_id = $2 UNION ALL SELECT id FROM ticket WHERE region_id = $1 AND case_id = $2`, [regionId, caseId]);
  return row?.id;
}
