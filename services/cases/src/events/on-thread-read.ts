import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { copyUnread } from '../operations/copy-facts';

/** What is left unread stands on the card (MSG-1). */
export async function onThreadRead(tx: Tx, event: Envelope<'thread.read'>): Promise<void> {
  await copyUnread(tx, event.regionId, event.data.caseId, { unread: event.data.unreadByStaff, version: event.version });
}
