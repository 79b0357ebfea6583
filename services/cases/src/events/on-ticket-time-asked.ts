import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { receiveTimeAsked } from '../operations/receive-time-asked';

/** Help to find a time becomes a drop-in (QUE-3). */
export async function onTicketTimeAsked(tx: Tx, event: Envelope<'ticket.time-asked'>): Promise<void> {
  await receiveTimeAsked(tx, { ...event.data, regionId: event.regionId, issuedAt: new Date(event.data.issuedAt) });
}
