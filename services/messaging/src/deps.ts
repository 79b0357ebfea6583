import { join } from 'node:path';
import { createLog, type Log } from '@vardgraf/service-kit/log';
import { assertMigrated } from '@vardgraf/service-kit/migrate';
import { type NatsLink, openNats } from '@vardgraf/service-kit/nats';
import { type Database, openDatabase } from '@vardgraf/service-kit/postgres';
import { createMetrics, type Metrics } from '@vardgraf/service-kit/telemetry';
import type { MessagingEnv } from './env';

/** What the parts of the running service share. */
export interface Deps {
  db: Database;
  nats: NatsLink;
  log: Log;
  metrics: Metrics;
  close(): Promise<void>;
}

export const migrationsDir = join(__dirname, 'storage', 'migrations');

/** Opens the database and the way to NATS. @throws when the database is away or its schema is older than this code */
export async function openDeps(env: MessagingEnv): Promise<Deps> {
  const log = createLog('messaging', env.LOG_LEVEL);
  const db = await openDatabase({ url: env.DATABASE_URL, service: 'messaging', entities: [] });
  try {
    await assertMigrated(db, migrationsDir);
  } catch (error) {
    await db.close();
    throw error;
  }
  const nats = await openNats({ url: env.NATS_URL, name: 'messaging', log });
  return {
    db, nats, log, metrics: createMetrics('messaging'),
    async close() {
      await nats.close();
      await db.close();
    },
  };
}
