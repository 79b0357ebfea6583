import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { receiveSession } from '../operations/receive-session';

/** A session that ends in a drop-in becomes a case (QUE-3); other outcomes are nothing to cases. */
export async function onSessionFinished(tx: Tx, event: Envelope<'session.finished'>): Promise<void> {
  const { data, regionId } = event;
  if (data.disposition !== 'DROP_IN') return;
  await receiveSession(tx, { ...data, regionId, finishedAt: new Date(data.finishedAt) });
}
