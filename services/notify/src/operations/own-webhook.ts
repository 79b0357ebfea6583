import type { PartnerActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import type { WebhookEndpoint } from '../domain/webhook-endpoint';
import { lockEndpoint } from '../storage/webhook-endpoint-store';

/** In one transaction, with the partner's endpoint locked; of somebody else's there is nothing to find (PAR-1). */
export async function withOwnWebhook<T>(db: Database, actor: PartnerActor, webhookId: string, work: (tx: Tx, endpoint: WebhookEndpoint) => Promise<T>): Promise<T | { is: 'NOT_FOUND' }> {
  return transact(db, actor, async (tx) => {
    const endpoint = await lockEndpoint(tx, actor.regionId, webhookId);
    return endpoint?.partnerId === actor.clientId ? work(tx, endpoint) : { is: 'NOT_FOUND' as const };
  });
}
