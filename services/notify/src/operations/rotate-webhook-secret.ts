import type { PartnerActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import type { WebhookEndpoint } from '../domain/webhook-endpoint';
import { webhookSettings } from '../settings/region-settings';
import { saveEndpoint } from '../storage/webhook-endpoint-store';
import { withOwnWebhook } from './own-webhook';
import type { WebhookSeal } from './webhook-seal';

const hour = 3_600_000;

export type SecretRotated = { is: 'DONE'; endpoint: WebhookEndpoint; secret: string | null } | { is: 'OFF' } | { is: 'NOT_FOUND' };

/** Gives the endpoint a new secret; the one before signs beside it for as long as the region's settings say. The same client id again changes nothing and shows no secret. */
export async function rotateWebhookSecret(db: Database, actor: PartnerActor, seal: WebhookSeal | undefined, input: { webhookId: string; clientId: string }, requestId?: string): Promise<SecretRotated> {
  if (!seal) return { is: 'OFF' };
  return withOwnWebhook(db, actor, input.webhookId, async (tx, endpoint): Promise<SecretRotated> => {
    if (endpoint.rotatedBy === input.clientId) return { is: 'DONE', endpoint, secret: null };
    const { oldSecretHours } = await webhookSettings(tx, endpoint.regionId);
    const secret = seal.newSecret();
    const previousUntil = new Date((await tx.now()).getTime() + oldSecretHours * hour);
    const after: WebhookEndpoint = { ...endpoint, secret: seal.seal(secret, endpoint.id), previousSecret: endpoint.secret, previousUntil, rotatedBy: input.clientId };
    await saveEndpoint(tx, after);
    tx.audit({ action: 'rotateWebhookSecret', what: `webhook/${endpoint.id}`, regionId: endpoint.regionId, requestId });
    return { is: 'DONE', endpoint: after, secret };
  });
}
