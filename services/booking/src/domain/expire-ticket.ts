import type { Ticket } from './ticket';

/** The ticket when its time is over and nobody has used it; undefined when that is not so (BOO-2). */
export function expireTicket(t: Ticket, now: Date): Ticket | undefined {
  return t.status === 'OPEN' && t.validUntil <= now ? { ...t, status: 'EXPIRED' } : undefined;
}
