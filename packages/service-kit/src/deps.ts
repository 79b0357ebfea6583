import type { EntitySchema } from 'typeorm';
import type { ServiceEnv } from './env';
import { measureLinks } from './link-metrics';
import { createLog, type Log } from './log';
import { assertMigrated } from './migrate';
import { type NatsLink, openNats } from './nats';
import { type Database, openDatabase } from './postgres';
import { createMetrics, type Metrics } from './telemetry';

/** What the parts of a running service share. */
export interface Deps {
  db: Database;
  nats: NatsLink;
  log: Log;
  metrics: Metrics;
  close(): Promise<void>;
}

/** Opens a service's database and its way to NATS. @throws when the database is away or its schema is older than this code */
export async function openServiceDeps(o: {
  service: string; env: Pick<ServiceEnv, 'DATABASE_URL' | 'NATS_URL' | 'LOG_LEVEL'>; migrationsDir: string; entities?: EntitySchema[];
}): Promise<Deps> {
  const log = createLog(o.service, o.env.LOG_LEVEL);
  const db = await openDatabase({ url: o.env.DATABASE_URL, service: o.service, entities: o.entities ?? [] });
  try {
    await assertMigrated(db, o.migrationsDir);
    const nats = await openNats({ url: o.env.NATS_URL, name: o.service, log });
    const metrics = createMetrics(o.service);
    measureLinks(db, nats, metrics);
    return {
      db, nats, log, metrics,
      async close() {
        await nats.close();
        await db.close();
      },
    };
  } catch (error) {
    await db.close();
    throw error;
  }
}
