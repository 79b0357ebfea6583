import type { PartnerActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import type { WebhookEndpoint } from '../domain/webhook-endpoint';
import { saveEndpoint } from '../storage/webhook-endpoint-store';
import { withOwnWebhook } from './own-webhook';
import { wakeEndpoint } from './wake-endpoint';

export type WebhookPaused = { is: 'DONE'; endpoint: WebhookEndpoint } | { is: 'NOT_ACTIVE' } | { is: 'NOT_FOUND' };

/** Nothing is sent until it is resumed; what happens meanwhile waits. Twice is the same yes; one that is disabled cannot be paused. */
export async function pauseWebhook(db: Database, actor: PartnerActor, webhookId: string, requestId?: string): Promise<WebhookPaused> {
  return withOwnWebhook(db, actor, webhookId, async (tx, endpoint): Promise<WebhookPaused> => {
    if (endpoint.state === 'DISABLED') return { is: 'NOT_ACTIVE' };
    if (endpoint.state === 'PAUSED') return { is: 'DONE', endpoint };
    const after: WebhookEndpoint = { ...endpoint, state: 'PAUSED' };
    await saveEndpoint(tx, after);
    await wakeEndpoint(tx, after);
    tx.audit({ action: 'pauseWebhook', what: `webhook/${endpoint.id}`, regionId: endpoint.regionId, requestId });
    return { is: 'DONE', endpoint: after };
  });
}
