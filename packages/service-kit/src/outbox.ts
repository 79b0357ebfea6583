import { type EventData, type EventType, eventData } from '@vardgraf/schema/events/catalogue';
import { v7 } from 'uuid';
import { type Actor, actorId } from './actor';

/** A change, as an operation tells it. `version` is the aggregate's after the change, gapless from 1. */
export type NewEvent = {
  [T in EventType]: { type: T; aggregateId: string; version: number; regionId: string; data: EventData<T> };
}[EventType];

/** A row of the outbox or of a producer's event_feed. */
export interface FeedRow {
  position: number;
  event_id: string;
  type: string;
  aggregate_id: string;
  version: number;
  region_id: string;
  actor: unknown;
  data: unknown;
  occurred_at: Date;
  traceparent: string | null;
}

export const feedColumns = 'position, event_id, type, aggregate_id, version, region_id, actor, data, occurred_at, traceparent';

/**
 * Refuses data that the catalogue does not allow: what no consumer could parse, or what could carry more than ids and codes, never leaves.
 * @throws Error naming paths, never values
 */
export function checkedEvent(event: NewEvent): NewEvent {
  const parsed = eventData[event.type].safeParse(event.data);
  if (parsed.success) return event;
  throw new Error(`event ${event.type}: ${parsed.error.issues.map((issue) => `data.${issue.path.join('.')}: ${issue.code}`).join('; ')}`);
}

/** NATS refuses messages over 1 MB: one such event would hold up everything behind it for ever. */
const largestEvent = 900_000;

/** One INSERT for all events of a transaction, each with the trace it was told in; the identity follows their order. The aggregate's lock is held. */
export function insertEvents(events: NewEvent[], actor: Actor, traceparents: readonly (string | undefined)[] = []): [sql: string, params: unknown[]] {
  const texts = events.map((event, i) => JSON.stringify({ id: v7(), traceparent: traceparents[i], ...event }));
  const large = texts.findIndex((text) => Buffer.byteLength(text) > largestEvent);
  if (large !== -1) throw new Error(`event ${events[large]!.type}: larger than ${largestEvent} bytes`);
  return [
    `INSERT INTO outbox (event_id, type, aggregate_id, version, region_id, actor, data, traceparent)
     SELECT (e->>'id')::uuid, e->>'type', e->>'aggregateId', (e->>'version')::int, e->>'regionId', $2::jsonb, e->'data', e->>'traceparent'
       FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS list(e, n) ORDER BY n`,
    [`[${texts.join(',')}]`, JSON.stringify({ kind: actor.kind, id: actorId(actor) })],
  ];
}

/** The CloudEvents envelope of a row, not yet checked: a consumer parses it like anything that comes from outside. */
export function envelopeOf(source: string, row: FeedRow): Record<string, unknown> {
  return {
    specversion: '1.0',
    id: row.event_id,
    source,
    type: row.type,
    subject: row.aggregate_id,
    time: row.occurred_at.toISOString(),
    position: row.position,
    version: row.version,
    regionId: row.region_id,
    actor: row.actor,
    ...(row.traceparent !== null && { traceparent: row.traceparent }),
    data: row.data,
  };
}
