import { resolve } from 'node:path';
import { startBackingServers } from './backing-servers';
import type { LauncherEnv } from './env';
import { checkOwnServers } from './own-servers';
import { portIsFree } from './ports';
import { buildPrograms } from './programs';
import { runningStack, secretsOf, writeStack, type Stack } from './stack-file';
import { StartFault } from './start-fault';
import type { Undo } from './undo';
import { startWatchdog } from './watchdog';

/** Reports on the start: a line when a step is done, and the sentence when something that ran is gone. */
export interface Reports {
  /** The data folder is ours from now on. */
  claimed(): void;
  done(line: string): void;
  crashed(sentence: string): void;
}

/**
 * Starts everything: PostgreSQL and NATS side by side, the schema, then seeds and all processes at once; resolves when the graph is ready.
 * What has been started stands in `undo` at every moment. Throws StartFault, in one sentence, when something cannot be started.
 */
export async function startStack(env: LauncherEnv, undo: Undo, reports: Reports): Promise<Stack> {
  const began = performance.now();
  const own = await checkOwnServers(env);
  const stack = await claim(env);
  reports.claimed();
  const watchdog = startWatchdog();
  await undo.add(() => watchdog.close());
  const secrets = secretsOf(env.DATA_DIR);
  // Building the programs and loading the platform's half take seconds of this process, in which the two servers start in theirs.
  const backing = startBackingServers(env, own, secrets, watchdog, undo, reports.done);
  backing.catch(() => {});
  const building = buildPrograms();
  building.catch(() => {});
  const { startPlatform } = await import('./start-platform');
  const { database, broker } = await backing;
  void database.exited.then(() => reports.crashed(`PostgreSQL stopped unexpectedly (see ${resolve(env.DATA_DIR, 'logs/postgres.log')}).`));
  void broker.exited.then(() => reports.crashed(`nats-server stopped unexpectedly (see ${resolve(env.DATA_DIR, 'logs/nats.log')}).`));
  reports.done(database.title);
  reports.done(broker.title);
  stack.databaseUrl = database.url;
  stack.natsUrl = broker.url;
  stack.servers = { postgres: database.pid ? { pid: database.pid } : undefined, nats: broker.pid ? { pid: broker.pid } : undefined };
  await building;
  await startPlatform({ env, stack, servicePassword: env.SERVICE_PASSWORD ?? secrets.service, watchdog, undo, reports });
  stack.readyAfterMs = Math.round(performance.now() - began);
  writeStack(env.DATA_DIR, stack);
  return stack;
}

/** Refuses a second launcher on the same data and ports that others hold, before anything is started. */
async function claim(env: LauncherEnv): Promise<Stack> {
  const other = runningStack(env.DATA_DIR);
  if (other) throw new StartFault(`Vårdgraf already runs on this data (process ${other.pid}); stop it there with Ctrl-C.`);
  for (const [variable, port] of [['PORT', env.PORT], ['IDENTITY_PORT', env.IDENTITY_PORT], ['RECEIVER_PORT', env.RECEIVER_PORT]] as const) {
    if (!(await portIsFree(port))) throw new StartFault(`Port ${port} is used by another program; stop that one or choose another with ${variable}=….`);
  }
  const stack: Stack = {
    pid: process.pid, startedAt: new Date().toISOString(),
    graphUrl: `http://localhost:${env.PORT}/graphql`, identityUrl: `http://localhost:${env.IDENTITY_PORT}`,
    receiverUrl: `http://localhost:${env.RECEIVER_PORT}`, partnerKeys: {}, databaseUrl: '', natsUrl: '',
    servers: { postgres: undefined, nats: undefined }, processes: {},
  };
  writeStack(env.DATA_DIR, stack);
  return stack;
}
