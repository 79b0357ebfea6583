import { systemActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { lockNotification } from '../storage/notification-store';
import { recordMove } from './record-move';
import { timerKinds } from './timer-kinds';

/** What an operator says of a message afterwards. */
export type Receipt = 'sent' | 'delivered' | 'failed';

const states = { sent: 'SENT', delivered: 'DELIVERED', failed: 'FAILED' } as const;

/** Takes a receipt: only forwards, so that one that comes twice or late changes nothing (NOT-1). @returns false when there is no such message */
export async function recordReceipt(db: Database, regionId: string, id: string, receipt: Receipt, externalId: string): Promise<boolean> {
  return transact(db, { ...systemActor(db.service), regionId }, async (tx) => {
    const n = await lockNotification(tx, regionId, id);
    if (!n) return false;
    const change = { externalId: n.externalId ?? externalId, reason: receipt === 'failed' ? 'NOT_DELIVERED' : null };
    const sent = receipt === 'delivered' ? await recordMove(tx, n, 'SENT', change) : n;
    const moved = await recordMove(tx, sent, states[receipt], change);
    if (moved !== n) tx.cancelTimers(id, timerKinds.attendNotification);
    return true;
  });
}
