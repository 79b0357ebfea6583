import { jetstreamManager } from '@nats-io/jetstream';
import { type EventType, eventSubject } from '@vardgraf/schema/events/catalogue';
import type { NatsLink } from './nats';
import { envelopeOf, type FeedRow } from './outbox';
import { continueTrace, type SpanStart } from './tracing';

const stream = 'VARDGRAF';
const sevenDays = 7 * 24 * 3600 * 1e9;

/** Events of one window are on their way together; their acknowledgements are awaited together. */
export const windowSize = 200;

/**
 * Publishes rows in their order and waits 2 s at most for the acknowledgements.
 * @returns how many from the start are acknowledged: the first failure ends the count. What came through after it is published again, and
 *   dropped by its message id (2 minutes) or by the consumers' cursor
 */
export async function publishInOrder(nats: NatsLink, service: string, rows: FeedRow[]): Promise<number> {
  const js = nats.js();
  if (!js) return 0;
  const acknowledged = await Promise.allSettled(
    rows.map((row) => continueTrace(publication(service, row), row.traceparent ?? undefined, () =>
      js.publish(eventSubject(service, row.type as EventType), JSON.stringify(envelopeOf(service, row)), { msgID: row.event_id, timeout: 2_000 }))),
  );
  const failed = acknowledged.findIndex((each) => each.status === 'rejected');
  return failed === -1 ? rows.length : failed;
}

function publication(service: string, { type }: FeedRow): SpanStart {
  return { name: `publish ${type}`, kind: 'producer', attributes: { 'messaging.system': 'nats', 'vardgraf.event': type, 'vardgraf.source': service } };
}

/** Makes the stream when it is not there: the first start, or a store that was wiped. Only settings that server 2.9.10 knows. */
export async function ensureStream(nats: NatsLink): Promise<void> {
  const nc = nats.connection();
  if (!nc || !nats.connected()) return;
  const manager = await jetstreamManager(nc, { timeout: 2_000, checkAPI: false });
  const known = await manager.streams.info(stream).catch(() => undefined);
  if (!known) await manager.streams.add({ name: stream, subjects: ['care.>'], max_age: sevenDays, duplicate_window: 120 * 1e9 });
}
