import type { PartnerActor } from '@vardgraf/service-kit/actor';
import { badInput } from '@vardgraf/service-kit/fault';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { mostEndpoints, type WebhookEndpoint } from '../domain/webhook-endpoint';
import { endpointsOf, holdEndpoints, insertEndpoint } from '../storage/webhook-endpoint-store';
import type { WebhookPartners } from './deliver-webhook';
import type { WebhookSeal } from './webhook-seal';

export type NewWebhook = Pick<WebhookEndpoint, 'clientId' | 'url' | 'eventTypes'>;
export type WebhookRegistered =
  | { is: 'DONE'; endpoint: WebhookEndpoint; secret: string | null }
  | { is: 'OFF' }
  | { is: 'ADDRESS_REFUSED'; reason: 'PRIVATE' | 'UNKNOWN_HOST' }
  | { is: 'LIMIT_REACHED' };

/**
 * A partner is told at an address from now on (PAR-1, BEY-13). The secret is in this answer and in no other: the same client id again gives the endpoint without
 * it, and whoever lost the answer takes a new secret. @param seal undefined: webhooks are off here
 * @throws Fault BAD_INPUT for an address that has not the form of one that may be called
 */
export async function registerWebhook(db: Database, actor: PartnerActor, o: { seal: WebhookSeal | undefined; partners: WebhookPartners }, input: NewWebhook, requestId?: string): Promise<WebhookRegistered> {
  const { seal } = o;
  if (!seal) return { is: 'OFF' };
  const { regionId, clientId: partnerId } = actor;
  const before = (await endpointsOf(db, regionId, partnerId)).find(({ clientId }) => clientId === input.clientId);
  if (before) return { is: 'DONE', endpoint: before, secret: null };
  const fault = await o.partners.addressFault(input.url);
  if (fault === 'FORM') throw badInput('input.url', 'an https address without a user, a password and a fragment');
  if (fault) return { is: 'ADDRESS_REFUSED', reason: fault };
  return transact(db, actor, async (tx): Promise<WebhookRegistered> => {
    await holdEndpoints(tx, regionId, partnerId);
    const endpoints = await endpointsOf(tx, regionId, partnerId);
    const known = endpoints.find(({ clientId }) => clientId === input.clientId);
    if (known) return { is: 'DONE', endpoint: known, secret: null };
    if (endpoints.length >= mostEndpoints) return { is: 'LIMIT_REACHED' };
    const id = v7();
    const secret = seal.newSecret();
    const endpoint: WebhookEndpoint = {
      ...input, id, regionId, partnerId, state: 'ACTIVE', disabledReason: null, secret: seal.seal(secret, id), previousSecret: null, previousUntil: null, rotatedBy: null,
      failingSince: null, minuteFrom: null, minuteCalls: 0, registeredAt: await tx.now(),
    };
    await insertEndpoint(tx, endpoint);
    tx.audit({ action: 'registerWebhook', what: `webhook/${id}`, regionId, requestId });
    return { is: 'DONE', endpoint, secret };
  });
}
