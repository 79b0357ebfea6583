import { relative, resolve } from 'node:path';
import { startPostgres } from './embedded-postgres';
import type { LauncherEnv } from './env';
import { natsBinary } from './nats-binary';
import { greetingOf, startNats } from './nats-server';
import { checkDatabaseUrl, type OwnServers } from './own-servers';
import type { Secrets } from './stack-file';
import type { Undo } from './undo';
import type { Watchdog } from './watchdog';

/** A server the services need: ours, or one that the environment names. */
export interface BackingServer {
  url: string;
  /** For the progress line: product, version and whose it is. */
  title: string;
  /** Absent for a server of one's own. */
  pid?: number;
  /** Settles when it is gone; never for a server of one's own. */
  exited: Promise<void>;
  stop(): Promise<void>;
}

const never = new Promise<void>(() => {});
const nothing = async () => {};

/** The PostgreSQL of DATABASE_URL, or an embedded one whose data lies in the data folder. */
async function postgres(env: LauncherEnv, own: OwnServers, secrets: Secrets, watchdog: Watchdog): Promise<BackingServer> {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, title: `PostgreSQL ${own.postgres} of DATABASE_URL`, exited: never, stop: nothing };
  const server = await startPostgres({
    dataDir: resolve(env.DATA_DIR, 'postgres'), logFile: resolve(env.DATA_DIR, 'logs/postgres.log'), password: secrets.postgres, durable: true, watchdog,
  });
  const version = await checkDatabaseUrl(server.adminUrl);
  return { url: server.adminUrl, pid: server.pid, title: `PostgreSQL ${version}, data in ${relative(process.cwd(), server.dataDir) || server.dataDir}`, exited: server.exited, stop: server.stop };
}

/** The NATS of NATS_URL, or a private one whose streams lie in the data folder. */
async function nats(env: LauncherEnv, own: OwnServers, watchdog: Watchdog, progress: (line: string) => void): Promise<BackingServer> {
  if (env.NATS_URL) return { url: env.NATS_URL, title: `NATS ${own.nats} of NATS_URL`, exited: never, stop: nothing };
  const binary = await natsBinary(progress);
  const server = await startNats({ binary, storeDir: resolve(env.DATA_DIR, 'nats'), logFile: resolve(env.DATA_DIR, 'logs/nats.log'), watchdog });
  const version = (await greetingOf('127.0.0.1', server.port))?.version ?? '';
  return { url: server.url, pid: server.pid, title: `NATS ${version} with JetStream`, exited: server.exited, stop: server.stop };
}

/** Starts both side by side and remembers how to stop them: NATS first, then PostgreSQL. */
export async function startBackingServers(env: LauncherEnv, own: OwnServers, secrets: Secrets, watchdog: Watchdog, undo: Undo, progress: (line: string) => void) {
  const [database, broker] = await Promise.all([postgres(env, own, secrets, watchdog), nats(env, own, watchdog, progress)]);
  await undo.add(database.stop);
  await undo.add(broker.stop);
  return { database, broker };
}
