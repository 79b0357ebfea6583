import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventType } from '@vardgraf/schema/events/catalogue';
import { type FreshDatabase, freshDatabase, natsUrl } from '../../../../test/infrastructure';
import { systemActor } from '../../src/actor';
import { startConsumer } from '../../src/consumer';
import type { EventHandlers, LockFirst } from '../../src/effects';
import { createLog } from '../../src/log';
import { type NatsLink, openNats } from '../../src/nats';
import { type Database, openDatabase, read } from '../../src/postgres';
import { type Relay, startRelay } from '../../src/relay';
import { startTimers, type TimerHandlers } from '../../src/timers';
import { transact, type Tx } from '../../src/transaction';
import { leftBehind } from '../leak-check';

export const toyMigrations = join(__dirname, 'migrations');
export const log = createLog('toy', 'silent');

/** Two services with one schema: `toy` counts, `reader` follows it. Ends with everything stopped, and fails on what was left behind. */
export interface ToyWorld {
  fresh: FreshDatabase;
  open(service: 'toy' | 'reader', poolSize?: number, url?: string): Promise<Database>;
  nats(url?: string): Promise<NatsLink>;
  relay(db: Database, nats: NatsLink): Relay;
  consumer(db: Database, nats: NatsLink, handlers: EventHandlers, together?: readonly EventType[], lockFirst?: LockFirst): ReturnType<typeof startConsumer>;
  timers(db: Database, handlers: TimerHandlers): ReturnType<typeof startTimers>;
  end(): Promise<void>;
}

export async function toyWorld(): Promise<ToyWorld> {
  const fresh = await freshDatabase([{ name: 'toy', migrationsDir: toyMigrations }, { name: 'reader', migrationsDir: toyMigrations }]);
  const parts: (() => Promise<void>)[] = [];
  const tracked = <T extends { stop(): Promise<void> }>(part: T): T => {
    parts.push(() => part.stop());
    return part;
  };
  return {
    fresh,
    async open(service, poolSize, url) {
      const db = await openDatabase({ url: url ?? fresh.url(service), service, entities: [], poolSize });
      let open = true;
      const close = db.close;
      db.close = async () => {
        if (open) await close();
        open = false;
      };
      parts.push(() => db.close());
      return db;
    },
    async nats(url = natsUrl()) {
      const link = await openNats({ url, name: 'toy', log });
      parts.push(() => link.close());
      return link;
    },
    relay: (db, nats) => tracked(startRelay({ db, service: db.service, nats, log })),
    consumer: (db, nats, handlers, together, lockFirst) => tracked(startConsumer({ db, service: db.service, nats, log, source: 'toy', handlers, together, ...(lockFirst && { lockFirst }) })),
    timers: (db, handlers) => tracked(startTimers({ db, log, handlers })),
    async end() {
      for (const stop of parts.reverse()) await stop();
      const left = await leftBehind(fresh.adminUrl);
      await fresh.drop();
      if (left.length > 0) throw new Error(left.join('; '));
    },
  };
}

/** The toy's only operation: lock, decide, write, tell. @returns the version after it */
export async function count(db: Database, id: string, more?: (tx: Tx, version: number) => Promise<void> | void): Promise<number> {
  return transact(db, systemActor(db.service), async (tx) => {
    const [row] = await tx.query<{ version: number }>(
      'INSERT INTO counter (id, version, total) VALUES ($1, 1, 1) ON CONFLICT (id) DO UPDATE SET version = counter.version + 1, total = counter.total + 1 RETURNING version', [id],
    );
    tell(tx, id, row!.version);
    await more?.(tx, row!.version);
    return row!.version;
  });
}

export function tell(tx: Tx, id: string, version: number, type: 'emergency.referred' | 'session.abandoned' = 'emergency.referred'): void {
  if (type === 'emergency.referred') tx.emit({ type, aggregateId: id, version, regionId: 'gavleborg', data: { sessionId: id, careLevel: 'EMERGENCY_112' } });
  else tx.emit({ type, aggregateId: id, version, regionId: 'gavleborg', data: { sessionId: id, patientId: 'p', complaintCode: 'cough', content: { packId: 'c', semver: '1.0.0', sha256: 'a'.repeat(64) }, screensSeen: 1 } });
}

/** The reader's effect: one row for each event; the unique id refuses a second. */
export const follow: EventHandlers = {
  'emergency.referred': async (tx, event) => {
    await tx.query('INSERT INTO effect (source, event_id, aggregate_id, version, position) VALUES ($1, $2, $3, $4, $5)', [event.source, event.id, event.subject, event.version, event.position]);
  },
};

export interface Effect {
  n: number;
  aggregate_id: string;
  version: number;
  position: number;
}

/** The effects of one aggregate, or of all, in the order in which they happened. */
export async function effects(db: Database, aggregateId?: string): Promise<Effect[]> {
  return read<Effect>(db, 'SELECT n, aggregate_id, version, position FROM effect WHERE $1::text IS NULL OR aggregate_id = $1 ORDER BY n', [aggregateId ?? null]);
}

/** Waits until it is so. @throws after `ms` */
export async function until(isSo: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  for (const deadline = Date.now() + ms; !(await isSo()); await sleep(10)) {
    if (Date.now() > deadline) throw new Error(`not so within ${ms} ms: ${isSo.toString()}`);
  }
}

/** Everything `source` has told has its effect (or its place among the letters) at `db`. */
export async function caughtUp(db: Database, toy: Database, ms = 10_000): Promise<void> {
  await until(async () => {
    const [told] = await read<{ n: number; open: number }>(toy, 'SELECT coalesce(max(position), 0) AS n, count(*) FILTER (WHERE position IS NULL) AS open FROM outbox');
    const [at] = await read<{ n: number }>(db, "SELECT position AS n FROM cursor WHERE source = 'toy'");
    return told!.open === 0 && (at?.n ?? 0) === told!.n;
  }, ms);
}

/** NATS that is never there. */
export const noNats: NatsLink = {
  connection: () => undefined,
  js: () => undefined,
  connected: () => false,
  publishHint: () => undefined,
  subscribe: () => () => undefined,
  onConnect: () => () => undefined,
  close: async () => undefined,
};
