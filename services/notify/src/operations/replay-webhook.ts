import type { PartnerActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { insertAgain, lineUp } from '../storage/webhook-delivery-store';
import { firstKept, lastWithin } from '../storage/webhook-event-store';
import { withOwnWebhook } from './own-webhook';
import { wakeEndpoint } from './wake-endpoint';

/** How many events one replay gives. */
const mostAtOnce = 5_000;

export type WebhookReplayed = { is: 'DONE'; replayed: number; nextCursor: number | null } | { is: 'NOT_ACTIVE' } | { is: 'EVENTS_DELETED'; firstCursor: number } | { is: 'NOT_FOUND' };

/**
 * Sends the partner's events from a number on once more, those too that were delivered or given up, each with the id it had and each submission's in order. Whoever
 * asks twice may get them twice. `nextCursor`: where to go on; null: that was all. From a number that is no longer kept nothing is sent: `firstCursor` is the lowest that is.
 */
export async function replayWebhook(db: Database, actor: PartnerActor, input: { webhookId: string; fromCursor: number }, requestId?: string): Promise<WebhookReplayed> {
  return withOwnWebhook(db, actor, input.webhookId, async (tx, endpoint): Promise<WebhookReplayed> => {
    if (endpoint.state === 'DISABLED') return { is: 'NOT_ACTIVE' };
    const firstCursor = await firstKept(tx, endpoint.regionId, endpoint.partnerId);
    if (input.fromCursor < firstCursor) return { is: 'EVENTS_DELETED', firstCursor };
    const until = await lastWithin(tx, endpoint, input.fromCursor, mostAtOnce);
    if (!until) return { is: 'DONE', replayed: 0, nextCursor: null };
    const now = await tx.now();
    const replayed = await insertAgain(tx, endpoint, input.fromCursor, until.last, now);
    await lineUp(tx, endpoint.id, now);
    await wakeEndpoint(tx, endpoint);
    tx.audit({ action: 'replayWebhook', what: `webhook/${endpoint.id}`, regionId: endpoint.regionId, requestId });
    return { is: 'DONE', replayed, nextCursor: until.more ? until.last + 1 : null };
  });
}
