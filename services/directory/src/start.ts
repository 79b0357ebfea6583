import { join } from 'node:path';
import { subgraphDocument } from '@vardgraf/schema/subgraphs';
import { startConsumer } from '@vardgraf/service-kit/consumer';
import { openServiceDeps } from '@vardgraf/service-kit/deps';
import type { Running } from '@vardgraf/service-kit/http';
import { startRelay } from '@vardgraf/service-kit/relay';
import { startSubgraph } from '@vardgraf/service-kit/subgraph';
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
  const { db, nats, log, metrics, close } = await openServiceDeps({ service, env, migrationsDir });
  const relay = startRelay({ db, service, nats, log, metrics });
  const consumer = startConsumer({ db, service, nats, log, metrics, source: 'cases', handlers: { 'case.access-changed': onCaseAccessChanged } });
  const timers = startTimers({ db, log, metrics, handlers: directoryTimers });
  const stopParts = async () => {
    await timers.stop();
    await consumer.stop();
    await relay.stop();
    await close();
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
