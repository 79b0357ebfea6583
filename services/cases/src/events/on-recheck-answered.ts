import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { hearRecheck } from '../operations/hear-recheck';

/** A waiting patient has said whether anything has changed (BEY-5). */
export async function onRecheckAnswered(tx: Tx, event: Envelope<'recheck.answered'>): Promise<void> {
  await hearRecheck(tx, event.regionId, { ...event.data, saidAt: new Date(event.data.saidAt) });
}
