import type { PartnerActor } from '@vardgraf/service-kit/actor';
import { badInput } from '@vardgraf/service-kit/fault';
import { pageInfo } from '@vardgraf/service-kit/page-info';
import type { Database } from '@vardgraf/service-kit/postgres';
import type { DeliveryState, WebhookDelivery } from '../domain/webhook-delivery';
import type { WebhookEndpoint } from '../domain/webhook-endpoint';
import { webhookBody, type WebhookEvent } from '../domain/webhook-event';
import { deliveriesOf } from '../storage/webhook-delivery-store';
import { endpointsOf } from '../storage/webhook-endpoint-store';
import { eventsAfter, lastCursor } from '../storage/webhook-event-store';
import { connection, type Page, pageOf, type PageQuestion } from './pages';

/** An event as the partner reads it: with the very body that is sent. */
export type ReadEvent = WebhookEvent & { cursor: number; payload: string };

/** The partner's endpoints, oldest first (PAR-1). */
export async function webhooks(db: Database, actor: PartnerActor): Promise<WebhookEndpoint[]> {
  return endpointsOf(db, actor.regionId, actor.clientId);
}

/** What has gone, or is to go, to an endpoint that the caller has reached, newest first. @throws Fault BAD_INPUT for a page that cannot be */
export async function webhookDeliveries(db: Database, endpoint: WebhookEndpoint, state: DeliveryState | null, q: PageQuestion): Promise<Page<WebhookDelivery>> {
  return connection(await deliveriesOf(db, endpoint.regionId, endpoint.id, state, pageOf(q)), q, ({ createdAt, id }) => ({ at: createdAt, id }));
}

/** The partner's events after a number, in order and without gaps: what its endpoints are told, had by asking (BEY-13). `missed`: how many between the number and the page are no longer kept. @throws Fault BAD_INPUT for a page that cannot be */
export async function webhookEvents(db: Database, actor: PartnerActor, { first, after }: PageQuestion): Promise<Page<ReadEvent> & { missed: number }> {
  if (after !== undefined && !/^(0|[1-9]\d{0,8})$/.test(after)) throw badInput('after', 'the cursor of an event');
  const { first: limit } = pageOf({ first });
  const from = Number(after ?? 0);
  // Before the events: one that comes in between is none that was missed.
  const last = await lastCursor(db, actor.regionId, actor.clientId);
  const found = await eventsAfter(db, actor.regionId, actor.clientId, from, limit);
  const edges = found.slice(0, first).map((event) => ({ cursor: String(event.cursor), node: { ...event, cursor: event.cursor!, payload: webhookBody(event) } }));
  return { edges, pageInfo: pageInfo(edges, found.length > first, after), missed: Math.max(0, (found[0]?.cursor ?? last + 1) - 1 - from) };
}
