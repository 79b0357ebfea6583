import type { Tx } from '@vardgraf/service-kit/transaction';
import { callsAtOnce, minuteOf } from '../domain/webhook-endpoint';
import { webhookLimits } from '../settings/region-settings';
import { claimDue, takeBackLost } from '../storage/webhook-delivery-store';
import { lockEndpoint, saveEndpoint } from '../storage/webhook-endpoint-store';
import type { Lanes } from './attend-notification';
import { crowdedMs, guardMs } from './timer-kinds';
import { wakeEndpoint } from './wake-endpoint';

/**
 * An endpoint's timer has come: what is due is SENDING from this commit on, and is called after it. What has been so for a minute has lost its process, and
 * is sent again: at least once, the receiver knows it by its id (BEY-13). No more a minute than the region allows.
 */
export async function attendWebhook(tx: Tx, lanes: Lanes, regionId: string, endpointId: string): Promise<void> {
  const endpoint = await lockEndpoint(tx, regionId, endpointId);
  if (endpoint?.state !== 'ACTIVE') return;
  const now = await tx.now();
  await takeBackLost(tx, endpointId, new Date(now.getTime() - guardMs), now);
  if (!lanes.hasRoom()) return wakeEndpoint(tx, endpoint, new Date(now.getTime() + crowdedMs));
  const minute = minuteOf(endpoint, now, (await webhookLimits(tx, regionId)).callsPerMinute);
  const claimed = await claimDue(tx, endpointId, { atOnce: callsAtOnce, most: minute.left }, now);
  if (claimed.length > 0) await saveEndpoint(tx, { ...endpoint, minuteFrom: minute.from, minuteCalls: minute.calls + claimed.length });
  tx.afterCommit(() => { for (const id of claimed) lanes.take(id, regionId); });
  await wakeEndpoint(tx, endpoint, claimed.length === minute.left ? minute.until : undefined);
}
