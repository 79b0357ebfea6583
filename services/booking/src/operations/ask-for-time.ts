import type { PatientActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { askForTime as decide } from '../domain/ask-for-time';
import { type Done, notFound, type RefusedAs } from '../domain/outcome';
import type { Ticket } from '../domain/ticket';
import { mayActFor } from '../storage/person-store';
import { loadTicketForUpdate } from '../storage/ticket-store';
import { recordTicket } from './record-change';
import { timeAsked } from './ticket-events';

type Outcome = Done<Ticket & { caseId: string }> | RefusedAs<'NOT_FOUND' | 'TICKET_NOT_USABLE'>;

/** The patient, or a guardian of a child under the limit, asks the unit for help to find a time: a drop-in case, whose id is given here (QUE-3). */
export async function askForTime(db: Database, actor: PatientActor, ticketId: string, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const ticket = await loadTicketForUpdate(tx, actor.regionId, ticketId);
    if (!ticket || !(await mayActFor(tx, actor.personId, ticket.patientId))) return notFound;
    const [now, caseId] = [await tx.now(), v7()];
    const decided = decide(ticket, { by: actor.personId, caseId, now });
    if (decided.is === 'TICKET_NOT_USABLE') return decided;
    if (decided.is === 'SAME') {
      tx.audit({ action: 'seeTicket', what: 'ticket', patientId: ticket.patientId, unitId: ticket.unitId, requestId });
      return { is: 'DONE', it: { ...ticket, caseId: ticket.caseId! } };
    }
    const stored = await recordTicket(tx, ticket, decided.ticket, timeAsked(decided.ticket, caseId, now));
    tx.audit({ action: 'askForTime', what: 'ticket.time-asked', patientId: ticket.patientId, caseId, unitId: ticket.unitId, requestId });
    return { is: 'DONE', it: { ...stored, caseId } };
  });
}
