import { join } from 'node:path';
import { subgraphDocument } from '@vardgraf/schema/subgraphs';
import { startConsumer } from '@vardgraf/service-kit/consumer';
import type { Running } from '@vardgraf/service-kit/http';
import { createLog } from '@vardgraf/service-kit/log';
import { assertMigrated } from '@vardgraf/service-kit/migrate';
import { openNats } from '@vardgraf/service-kit/nats';
import { openDatabase } from '@vardgraf/service-kit/postgres';
import { startRelay } from '@vardgraf/service-kit/relay';
import { startSubgraph } from '@vardgraf/service-kit/subgraph';
import { createMetrics } from '@vardgraf/service-kit/telemetry';
import { startTimers } from '@vardgraf/service-kit/timers';
import { casesQuestion } from './cases-question';
import type { DirectoryEnv } from './env';
import { onCaseAccessChanged } from './events/on-case-access-changed';
import { policy } from './graphql/policy';
import { resolvers } from './graphql/resolvers';
import { testPersonRoutes } from './test-persons';
import { directoryTimers } from './timers/directory-timers';

export const service = 'directory';
export const migrationsDir = join(__dirname, 'storage', 'migrations');

/** Starts the service: its graph, its relay, its consumer of cases, its timers. @throws when the database is away or older than this code */
export async function startDirectory(env: DirectoryEnv): Promise<Running> {
  const log = createLog(service, env.LOG_LEVEL);
  const metrics = createMetrics(service);
  const db = await openDatabase({ url: env.DATABASE_URL, service, entities: [] });
  try {
    await assertMigrated(db, migrationsDir);
  } catch (error) {
    await db.close();
    throw error;
  }
  const nats = await openNats({ url: env.NATS_URL, name: service, log });
  const relay = startRelay({ db, service, nats, log, metrics });
  const consumer = startConsumer({ db, service, nats, log, metrics, source: 'cases', handlers: { 'case.access-changed': onCaseAccessChanged } });
  const timers = startTimers({ db, log, metrics, handlers: directoryTimers });
  const stopParts = async () => {
    await timers.stop();
    await consumer.stop();
    await relay.stop();
    await nats.close();
    await db.close();
  };
  try {
    const subgraph = await startSubgraph({
      name: service, typeDefs: subgraphDocument(service), resolvers: resolvers({ askCases: casesQuestion(env.CASES_URL) }), policy, db, env, log, metrics,
      ready: () => db.session.query('SELECT 1').then(() => [], () => ['the database does not answer']),
      warnings: () => [relay, consumer, timers].flatMap((part) => part.warnings()),
      routes: testPersonRoutes(db, env.NODE_ENV),
    });
    return {
      url: subgraph.url,
      stop: async () => {
        await subgraph.stop();
        await stopParts();
      },
    };
  } catch (error) {
    await stopParts();
    throw error;
  }
}
