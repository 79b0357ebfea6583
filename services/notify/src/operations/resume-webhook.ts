import type { PartnerActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import type { WebhookEndpoint } from '../domain/webhook-endpoint';
import { lineUp } from '../storage/webhook-delivery-store';
import { saveEndpoint } from '../storage/webhook-endpoint-store';
import { withOwnWebhook } from './own-webhook';
import { wakeEndpoint } from './wake-endpoint';

/** A paused or disabled endpoint is told again, at once and in order. What was given up when it was disabled is had by a replay. Twice is the same yes. */
export async function resumeWebhook(db: Database, actor: PartnerActor, webhookId: string, requestId?: string): Promise<{ is: 'DONE'; endpoint: WebhookEndpoint } | { is: 'NOT_FOUND' }> {
  return withOwnWebhook(db, actor, webhookId, async (tx, endpoint) => {
    if (endpoint.state === 'ACTIVE') return { is: 'DONE' as const, endpoint };
    const after: WebhookEndpoint = { ...endpoint, state: 'ACTIVE', disabledReason: null, failingSince: null };
    await saveEndpoint(tx, after);
    await lineUp(tx, endpoint.id, await tx.now());
    await wakeEndpoint(tx, after);
    tx.audit({ action: 'resumeWebhook', what: `webhook/${endpoint.id}`, regionId: endpoint.regionId, requestId });
    return { is: 'DONE' as const, endpoint: after };
  });
}
