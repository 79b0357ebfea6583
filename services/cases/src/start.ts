import { subgraphDocument } from '@vardgraf/schema/subgraphs';
import { startConsumer } from '@vardgraf/service-kit/consumer';
import type { Running } from '@vardgraf/service-kit/http';
import { read } from '@vardgraf/service-kit/postgres';
import { startRelay } from '@vardgraf/service-kit/relay';
import { startSubgraph } from '@vardgraf/service-kit/subgraph';
import { startTimers, type TimerHandlers } from '@vardgraf/service-kit/timers';
import type { VerifyToken } from '@vardgraf/service-kit/tokens';
import { openDeps } from './deps';
import { startDroppedWatch } from './dropped-watch';
import { directoryQuestion } from './directory-question';
import type { CasesEnv } from './env';
import { heard, keptTogether } from './events/heard';
import { lockFirst } from './events/lock-first';
import { policy } from './graphql/policy';
import { resolvers } from './graphql/resolvers';
import { beginSweeping } from './operations/sweep-cases';
import { caseTimers } from './timers/case-timers';

/**
 * Starts cases: its subgraph, its relay, its timers, and its ears to directory, triage, booking, messaging and notify. Stops in the opposite order.
 * @param options.timers those that fire here; all of them when nothing is said
 */
export async function startCases(env: CasesEnv, options: { verify?: VerifyToken; timers?: TimerHandlers } = {}): Promise<Running> {
  const { close, ...deps } = await openDeps(env);
  const { db, nats, log } = deps;
  const relay = startRelay({ ...deps, service: 'cases' });
  await beginSweeping(db);
  const timers = startTimers({ ...deps, handlers: options.timers ?? caseTimers });
  const watch = startDroppedWatch(deps);
  const consumers = Object.entries(heard).map(([source, handlers]) => startConsumer({ ...deps, service: 'cases', source, handlers, together: keptTogether, lockFirst }));
  const ready = async (): Promise<string[]> => (await read(db, 'SELECT 1').then(() => [], () => ['the database does not answer']));
  const subgraph = await startSubgraph({
    name: 'cases', typeDefs: subgraphDocument('cases'), resolvers: resolvers(directoryQuestion(env.DIRECTORY_URL)) as Record<string, object>, policy, db, env, log, metrics: deps.metrics, ready,
    warnings: () => [relay, timers, watch, ...consumers].flatMap((part) => part.warnings()), verify: options.verify,
  });
  log.info({ nats: nats.connected() }, 'cases runs');
  return {
    url: subgraph.url,
    async stop() {
      await subgraph.stop();
      await Promise.all([...consumers, timers, watch].map((part) => part.stop()));
      await relay.stop();
      await close();
    },
  };
}
