import { mkdtempSync, chmodSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@vardgraf/launcher/embedded-postgres';
import { natsBinary } from '@vardgraf/launcher/nats-binary';
import { startNats } from '@vardgraf/launcher/nats-server';
import { startWatchdog } from '@vardgraf/launcher/watchdog';

/** The private servers of one test run. */
export interface TestServers {
  /** What the jest workers read: TEST_PG_ADMIN_URLS and TEST_NATS_URLS, one entry a worker. */
  env: Record<string, string>;
  /** Takes a process along when this one is killed, until released. */
  guard(pid: number): () => void;
  stop(): Promise<void>;
}

/** Starts one PostgreSQL and one NATS for each worker, in a temporary folder that goes when this process goes. */
export async function startTestServers(workers: number): Promise<TestServers> {
  const folder = mkdtempSync(join(tmpdir(), 'vardgraf-test-'));
  chmodSync(folder, 0o755); // PostgreSQL may run under another account than ours
  const watchdog = startWatchdog();
  watchdog.removeAtEnd(folder);
  try {
    const binary = await natsBinary();
    const started = await Promise.all(Array.from({ length: workers }, async (_, index) => {
      const own = join(folder, String(index + 1));
      mkdirSync(own);
      const [postgres, nats] = await Promise.all([
        startPostgres({ dataDir: join(own, 'postgres'), logFile: join(own, 'postgres.log'), durable: false, settings: { max_connections: 300 }, watchdog }),
        startNats({ binary, storeDir: join(own, 'nats'), logFile: join(own, 'nats.log'), watchdog }),
      ]);
      return { postgres: postgres.adminUrl, nats: nats.url };
    }));
    const env = {
      TEST_PG_ADMIN_URLS: JSON.stringify(started.map((each) => each.postgres)),
      TEST_NATS_URLS: JSON.stringify(started.map((each) => each.nats)),
    };
    const guard = (pid: number) => {
      watchdog.guard(pid, 'SIGTERM');
      return () => watchdog.release(pid);
    };
    return { env, guard, stop: () => watchdog.close() };
  } catch (fault) {
    await watchdog.close();
    throw fault;
  }
}
