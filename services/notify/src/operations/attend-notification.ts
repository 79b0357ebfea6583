import type { Tx } from '@vardgraf/service-kit/transaction';
import { quietUntil } from '../calendar/stockholm';
import { sendAt } from '../domain/deliver-notification';
import type { Notification } from '../domain/notification';
import { regionSettings } from '../settings/region-settings';
import { lockNotification, saveNotification } from '../storage/notification-store';
import { attendAt } from './plan-notifications';
import { recordMove } from './record-move';
import { crowdedMs, guardMs } from './timer-kinds';

/** Where work waits that must not be done inside a transaction. */
export interface Lanes {
  /** Whether this process has it in hand. */
  has(id: string): boolean;
  hasRoom(): boolean;
  /** Takes it; it is done some time after this call. */
  take(id: string, regionId: string): void;
}

/**
 * A message's timer has come. One that is to go out is handed to a lane after the commit, and looked at again in a minute; one that is found
 * SENDING a minute after its call began, with nobody at it, has lost its process while the operator was called: nobody knows, and it is not sent again.
 */
export async function attendNotification(tx: Tx, lanes: Lanes, regionId: string, id: string, call?: number): Promise<void> {
  const n = await lockNotification(tx, regionId, id);
  if (!n || (n.state !== 'PLANNED' && n.state !== 'SENDING')) return;
  const now = await tx.now();
  const later = (ms: number) => attendAt(tx, n, new Date(now.getTime() + ms), n.state === 'SENDING' ? n.attempts : undefined);
  // A timer from before the call, set by another process, says nothing about how long the call has taken.
  if (lanes.has(id) || (n.state === 'SENDING' && call !== n.attempts)) return later(guardMs);
  if (n.state === 'SENDING') return void (await recordMove(tx, n, 'UNKNOWN', { reason: 'UNKNOWN_OUTCOME' }));
  const at = await mayGoAt(tx, n, now);
  if (at > now) {
    await saveNotification(tx, n, { ...n, dueAt: at });
    return attendAt(tx, n, at);
  }
  if (!lanes.hasRoom()) return later(crowdedMs);
  tx.afterCommit(() => lanes.take(id, regionId));
  later(guardMs);
}

async function mayGoAt(tx: Tx, n: Notification, now: Date): Promise<Date> {
  const { quietHours } = await regionSettings(tx, n.regionId);
  return sendAt(n, now, quietUntil(now, quietHours));
}
