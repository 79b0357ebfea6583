import { type Envelope, parseEnvelope } from '@vardgraf/schema/events/envelope';
import { eventTypes } from '@vardgraf/schema/events/catalogue';
import { envelopeOf, feedColumns, type FeedRow } from './outbox';
import { type Database, read } from './postgres';

/** One event as a consumer meets it, from the feed or from NATS, parsed or not. */
export interface Delivered {
  position: number;
  type: string;
  aggregateId: string;
  regionId: string;
  json: unknown;
  event: Envelope | undefined;
  /** Why it could not be parsed: paths, never values. */
  fault: string | undefined;
}

export const feedBatch = 200;

/** The producer's own rows after a position, in order: the truth that NATS only hastens. */
export async function readFeed(db: Database, source: string, after: number): Promise<Delivered[]> {
  const found = await read<FeedRow>(db, `SELECT ${feedColumns} FROM "${source}".event_feed WHERE position > $1 ORDER BY position LIMIT ${feedBatch}`, [after]);
  return found.map((row) => delivered(envelopeOf(source, row) as never));
}

/** What a consumer looks at once a second: the end of the feed, its dead letters, and whether somebody asked for a replay. */
export async function consumerState(db: Database, source: string): Promise<{ last: number; dead: number; replayAsked: boolean }> {
  const [state] = await read<{ last: number; dead: number; replayAsked: boolean }>(
    db,
    `SELECT (SELECT coalesce(max(position), 0) FROM "${source}".event_feed) AS last, count(*) AS dead, coalesce(bool_or(replay_requested), false) AS "replayAsked"
       FROM dead_letter WHERE source = $1`,
    [source],
  );
  return state!;
}

/** Where to go on. A consumer that is new begins with the oldest event there is. */
export async function startPosition(db: Database, source: string): Promise<number> {
  const [known] = await read<{ position: number }>(db, 'SELECT position FROM cursor WHERE source = $1', [source]);
  if (known) return known.position;
  const [begun] = await read<{ position: number }>(
    db, `INSERT INTO cursor (source, position) SELECT $1, coalesce(min(position) - 1, 0) FROM "${source}".event_feed ON CONFLICT DO NOTHING RETURNING position`, [source],
  );
  return begun?.position ?? startPosition(db, source);
}

/** A message from NATS that can be parsed; anything else is left to the feed, which decides what it is. */
export function fromMessage(source: string, data: Uint8Array): Delivered | undefined {
  try {
    const parsed = parseEnvelope(JSON.parse(Buffer.from(data).toString('utf8')));
    return parsed.ok && parsed.event.source === source ? delivered(parsed.event as never) : undefined;
  } catch {
    return undefined;
  }
}

export function delivered(json: { position: number; type: string; subject: string; regionId: string }): Delivered {
  const parsed = parseEnvelope(json);
  return {
    position: json.position, type: json.type, aggregateId: json.subject, regionId: json.regionId, json,
    event: parsed.ok ? parsed.event : undefined,
    fault: parsed.ok ? undefined : parsed.error,
  };
}

export function isKnownType(type: string): boolean {
  return (eventTypes as readonly string[]).includes(type);
}
