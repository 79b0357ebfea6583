import { expiredNow, ticketUsable } from './book-slot';
import type { RefusedAs } from './outcome';
import type { Ticket } from './ticket';

type Asked = { is: 'CHANGED'; ticket: Ticket };

/** Asks the unit for help to find a time: the ticket becomes the case `caseId` (QUE-3). Asked already is the same yes. */
export function askForTime(t: Ticket, q: { by: string; caseId: string; now: Date }): Asked | { is: 'SAME' } | RefusedAs<'TICKET_NOT_USABLE'> {
  if (t.status === 'TIME_ASKED') return { is: 'SAME' };
  if (!ticketUsable(t, 'PATIENT', q.now)) return { is: 'TICKET_NOT_USABLE', status: expiredNow(t, q.now) };
  return { is: 'CHANGED', ticket: { ...t, status: 'TIME_ASKED', caseId: q.caseId, askedBy: q.by } };
}
