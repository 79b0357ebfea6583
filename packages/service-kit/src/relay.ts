import { setTimeout as sleep } from 'node:timers/promises';
import { Bell } from './bell';
import { keepGoing } from './keep-going';
import type { Log } from './log';
import type { NatsLink } from './nats';
import type { Database } from './postgres';
import { givePositions, markPublished, oldestUnpublished, positionBatch, pruneOutbox, unpublishedAfterMark } from './relay-rows';
import { wakeChannel } from './signals';
import type { Metrics } from './telemetry';
import { ensureStream, publishInOrder, windowSize } from './transport';

export interface Relay {
  stop(): Promise<void>;
  wake(): void;
  /** Sentences for the health answer. None of them makes the service unready: it can take requests without NATS. */
  warnings(): string[];
}

const pollMs = 1_000;
const pruneEveryMs = 600_000;

/**
 * Moves committed events out. Two loops under one cluster-wide lock: positions (needs only PostgreSQL, so consumers go on while NATS is away)
 * and publication. Both are safe to kill anywhere: a position is one statement, and what was published but not marked is published again.
 */
export function startRelay(o: { db: Database; service: string; nats: NatsLink; log: Log; metrics?: Metrics }): Relay {
  const { db, nats, service, log } = o;
  const lock = `relay:${service}`;
  const [unpositioned, unpublished] = [new Bell(), new Bell()];
  let stopping = false;
  /** Looked for on each connect and after each failure: a publication without a stream would wait 2 s for its acknowledgement. */
  let streamSeen = false;
  let oldestSeconds = 0;
  let measuredAt = 0;
  let prunedAt = Date.now();

  async function housekeeping(): Promise<void> {
    if (Date.now() - measuredAt >= pollMs) {
      measuredAt = Date.now();
      oldestSeconds = await oldestUnpublished(db.session);
      o.metrics?.oldestUnpublished.set(oldestSeconds);
    }
    if (db.session.holds(lock) && Date.now() - prunedAt >= pruneEveryMs) {
      const more = await pruneOutbox(db.session);
      if (!more) prunedAt = Date.now();
    }
  }

  async function positions(): Promise<void> {
    const active = await db.session.hold(lock);
    const given = active ? await givePositions(db.session) : 0;
    if (given > 0) unpublished.ring();
    await housekeeping();
    if (given < positionBatch) await unpositioned.wait(pollMs);
  }

  async function publication(): Promise<void> {
    const able = nats.connected() && db.session.holds(lock);
    if (able && !streamSeen) {
      await ensureStream(nats);
      streamSeen = true;
    }
    const rows = able ? await unpublishedAfterMark(db.session, windowSize) : [];
    const sent = rows.length > 0 ? await publishInOrder(nats, service, rows) : 0;
    if (sent > 0) await markPublished(db.session, rows[sent - 1]!.position);
    o.metrics?.published.inc(sent);
    if (sent < rows.length) {
      streamSeen = false;
      await sleep(200);
    } else if (rows.length < windowSize) await unpublished.wait(pollMs);
  }

  db.session.listen(wakeChannel(service), () => unpositioned.ring());
  const forget = nats.onConnect(() => {
    streamSeen = false;
    unpublished.ring();
  });
  db.signals.publishHint = nats.publishHint;
  db.signals.wakeRelay = () => {
    unpositioned.ring();
    return db.session.holds(lock);
  };
  const loops = Promise.all([
    keepGoing({ turn: positions, stopping: () => stopping, log, what: 'relay' }),
    keepGoing({ turn: publication, stopping: () => stopping, log, what: 'publication' }),
  ]);

  return {
    wake: () => unpositioned.ring(),
    warnings: () => [
      ...(nats.connected() ? [] : ['NATS is away: events wait in the outbox, live queues refresh late']),
      ...(oldestSeconds > 5 ? [`the oldest unpublished event is ${Math.round(oldestSeconds)} s old`] : []),
    ],
    async stop() {
      stopping = true;
      forget();
      db.signals.wakeRelay = undefined;
      unpositioned.ring();
      unpublished.ring();
      await loops;
      await db.session.letGo(lock);
    },
  };
}
