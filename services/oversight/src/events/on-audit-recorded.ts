import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { chainAudit } from '../operations/chain-audit';

/** @throws Error when a service speaks for another: then the event is set aside for a person to look at */
export async function onAuditRecorded(tx: Tx, event: Envelope<'audit.recorded'>): Promise<void> {
  if (event.data.service !== event.source) throw new Error('the row names another service than the one that sent it');
  await chainAudit(tx, { ...event.data, at: new Date(event.data.at), regionId: event.regionId, sourcePosition: event.position });
}
