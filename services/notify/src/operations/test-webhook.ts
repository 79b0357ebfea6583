import type { PartnerActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { v7 } from 'uuid';
import type { WebhookDelivery } from '../domain/webhook-delivery';
import type { WebhookEvent } from '../domain/webhook-event';
import { deliveryOf, deliveryOfClient, insertDelivery } from '../storage/webhook-delivery-store';
import { insertEvent } from '../storage/webhook-event-store';
import { withOwnWebhook } from './own-webhook';
import { wakeEndpoint } from './wake-endpoint';

export type WebhookTested = { is: 'DONE'; delivery: WebhookDelivery } | { is: 'NOT_ACTIVE' } | { is: 'NOT_FOUND' };

/** Sends an event that tells of nothing to one endpoint, signed, tried and listed like any other; it has no number. The same client id again is the same test. */
export async function testWebhook(db: Database, actor: PartnerActor, input: { webhookId: string; clientId: string }): Promise<WebhookTested> {
  return withOwnWebhook(db, actor, input.webhookId, async (tx, endpoint): Promise<WebhookTested> => {
    if (endpoint.state !== 'ACTIVE') return { is: 'NOT_ACTIVE' };
    const { regionId, partnerId } = endpoint;
    const event: WebhookEvent = { id: v7(), regionId, partnerId, cursor: null, type: 'WEBHOOK_TEST', facts: null, at: await tx.now() };
    if (!(await insertEvent(tx, event, input.clientId))) {
      const before = await deliveryOfClient(tx, endpoint.id, input.clientId);
      return before ? { is: 'DONE', delivery: before } : { is: 'NOT_FOUND' };
    }
    const id = v7();
    await insertDelivery(tx, { id, regionId, endpointId: endpoint.id, stream: event.id, event, at: event.at });
    await wakeEndpoint(tx, endpoint);
    return { is: 'DONE', delivery: (await deliveryOf(tx, regionId, id))! };
  });
}
