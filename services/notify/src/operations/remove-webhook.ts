import type { PartnerActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { deleteEndpoint } from '../storage/webhook-endpoint-store';
import { withOwnWebhook } from './own-webhook';
import { timerKinds } from './timer-kinds';

/** The endpoint is told no more and its secrets are gone. What is being sent at this moment may still arrive. */
export async function removeWebhook(db: Database, actor: PartnerActor, webhookId: string, requestId?: string): Promise<{ is: 'DONE'; webhookId: string } | { is: 'NOT_FOUND' }> {
  return withOwnWebhook(db, actor, webhookId, async (tx, { id, regionId }) => {
    await deleteEndpoint(tx, regionId, id);
    tx.cancelTimers(id, timerKinds.attendWebhook);
    tx.audit({ action: 'removeWebhook', what: `webhook/${id}`, regionId, requestId });
    return { is: 'DONE' as const, webhookId: id };
  });
}
