import { systemActor } from '@vardgraf/service-kit/actor';
import { type Database, read } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { afterCall, type Settled, type WebhookAnswer } from '../domain/webhook-delivery';
import { signingSecrets, type WebhookEndpoint } from '../domain/webhook-endpoint';
import { webhookBody } from '../domain/webhook-event';
import { webhookSettings } from '../settings/region-settings';
import { deliveryOf, giveUpOpen, nextInStream, saveSettled } from '../storage/webhook-delivery-store';
import { endpointOf, lockEndpoint, saveEndpoint } from '../storage/webhook-endpoint-store';
import { wakeEndpoint } from './wake-endpoint';
import type { WebhookSeal } from './webhook-seal';

/** One call of a partner's endpoint. */
export interface OutgoingWebhook {
  url: string;
  /** The same however often it is sent, so that the receiver knows it again. */
  id: string;
  body: string;
  /** Each signs; the newest first. */
  secrets: string[];
}

/** The partners' endpoints. Nothing here throws. */
export interface WebhookPartners {
  /** Why an address is not one to be called; undefined: it is. */
  addressFault(url: string): Promise<'FORM' | 'PRIVATE' | 'UNKNOWN_HOST' | undefined>;
  send(message: OutgoingWebhook): Promise<WebhookAnswer>;
}

const day = 24 * 3_600_000;

/** Sends what is SENDING, outside of any transaction, and stores what came of it (BEY-13, PAR-1). At least once: a process that dies in between leaves it to be sent again. @returns what has become of it; undefined: nothing, it is not to be sent any more */
export async function deliverWebhook(db: Database, partners: WebhookPartners, seal: WebhookSeal, regionId: string, id: string): Promise<Settled | undefined> {
  const delivery = await deliveryOf(db, regionId, id);
  const endpoint = delivery?.state === 'SENDING' ? await endpointOf(db, regionId, delivery.endpointId) : undefined;
  if (!delivery || !endpoint) return undefined;
  const [clock] = await read<{ now: Date }>(db, 'SELECT vardgraf.now() AS now');
  const [newest, before] = signingSecrets(endpoint, clock!.now).map((sealed) => seal.open(sealed, endpoint.id));
  const answer: WebhookAnswer = newest === undefined
    ? { is: 'NOTHING', failure: 'NO_SECRET' }
    : await partners.send({ url: endpoint.url, id: delivery.event.id, body: webhookBody(delivery.event), secrets: before === undefined ? [newest] : [newest, before] });
  return transact(db, { ...systemActor(db.service), regionId }, (tx) => recordAnswer(tx, regionId, { id, endpointId: endpoint.id, attempts: delivery.attempts }, answer));
}

/** An answer to a try that was given up as lost changes nothing: another is under way. */
async function recordAnswer(tx: Tx, regionId: string, tried: { id: string; endpointId: string; attempts: number }, answer: WebhookAnswer): Promise<Settled | undefined> {
  const endpoint = await lockEndpoint(tx, regionId, tried.endpointId);
  const delivery = await deliveryOf(tx, regionId, tried.id);
  if (!endpoint || delivery?.state !== 'SENDING' || delivery.attempts !== tried.attempts) return undefined;
  const { disableAfterDays } = await webhookSettings(tx, regionId);
  const now = await tx.now();
  const settled = afterCall(answer, delivery.attempts, now, endpoint.failingSince, disableAfterDays * day);
  await saveSettled(tx, tried.id, settled, now);
  const after: WebhookEndpoint = { ...endpoint, failingSince: settled.failingSince, ...(settled.disable && { state: 'DISABLED', disabledReason: settled.disable }) };
  await saveEndpoint(tx, after);
  if (settled.disable) {
    await giveUpOpen(tx, endpoint.id);
    tx.audit({ action: 'disableWebhook', what: `webhook/${endpoint.id}`, reason: settled.disable, regionId });
  } else if (settled.state !== 'PENDING') await nextInStream(tx, endpoint.id, delivery.stream, now);
  await wakeEndpoint(tx, after);
  return settled;
}
