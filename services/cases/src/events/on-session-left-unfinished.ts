import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { receiveUnfinishedSession } from '../operations/receive-unfinished-session';

/** A session left after a danger sign becomes a case, where the region wants it: never silence (S17). */
export async function onSessionLeftUnfinished(tx: Tx, event: Envelope<'session.left-unfinished'>): Promise<void> {
  const { data, regionId } = event;
  await receiveUnfinishedSession(tx, { ...data, regionId, leftAt: new Date(data.leftAt) });
}
