import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EmbeddedPostgres, startPostgres } from '@vardgraf/launcher/embedded-postgres';
import { natsBinary } from '@vardgraf/launcher/nats-binary';
import { type NatsServer, startNats } from '@vardgraf/launcher/nats-server';
import { freePort } from '@vardgraf/launcher/ports';
import { startWatchdog, type Watchdog } from '@vardgraf/launcher/watchdog';

/** A PostgreSQL and a NATS of one test file alone, to be killed; a supervisor starts PostgreSQL again, as systemd or Kubernetes would. */
export interface OwnServers {
  postgres: {
    port: number;
    adminUrl: string;
    /** kill -9 of the postmaster; resolves when the supervisor has it answering again. Milliseconds it was away. */
    kill(): Promise<number>;
  };
  nats: {
    port: number;
    url: string;
    /** kill -9. */
    kill(): Promise<void>;
    start(): Promise<void>;
    /** Deletes the store of a server that does not run. */
    wipe(): void;
    signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
  };
  close(): Promise<void>;
}

/** Starts both on free ports. */
export async function startOwnServers(): Promise<OwnServers> {
  const { folder, watchdog } = ownFolder();
  const [postgres, nats] = await Promise.all([supervisedPostgres(folder, watchdog), ownNats(folder, watchdog)]);
  return { postgres, nats, close: async () => { await postgres.stop(); await watchdog.close(); } };
}

/** Starts a NATS for who leaves PostgreSQL alone: this worker's has the seeded template already. */
export async function startOwnNats(): Promise<Pick<OwnServers, 'nats' | 'close'>> {
  const { folder, watchdog } = ownFolder();
  return { nats: await ownNats(folder, watchdog), close: () => watchdog.close() };
}

/** These become the servers that infrastructure.ts gives this file, which runs alone in its worker's process. */
export function useServers(urls: { postgres?: string; nats?: string }): void {
  const place = Number(process.env.JEST_WORKER_ID ?? 1) - 1;
  for (const [variable, url] of [['TEST_PG_ADMIN_URLS', urls.postgres], ['TEST_NATS_URLS', urls.nats]] as const) {
    if (url === undefined) continue;
    const known = JSON.parse(process.env[variable] ?? '[]') as string[];
    known[place] = url;
    process.env[variable] = JSON.stringify(known);
  }
}

function ownFolder(): { folder: string; watchdog: Watchdog } {
  const folder = mkdtempSync(join(tmpdir(), 'vardgraf-faults-'));
  chmodSync(folder, 0o755); // PostgreSQL may run under another account than ours
  const watchdog = startWatchdog();
  watchdog.removeAtEnd(folder);
  return { folder, watchdog };
}

async function supervisedPostgres(folder: string, watchdog: Watchdog): Promise<OwnServers['postgres'] & { stop(): Promise<void> }> {
  const port = await freePort();
  const start = () => startPostgres({ dataDir: join(folder, 'postgres'), logFile: join(folder, 'postgres.log'), port, durable: false, settings: { max_connections: 200 }, watchdog });
  let server: EmbeddedPostgres = await start();
  return {
    port, adminUrl: server.adminUrl,
    async kill() {
      const from = Date.now();
      process.kill(server.pid, 'SIGKILL');
      await server.exited;
      // Orphaned backends hold the shared memory for a moment, and a server that finds it refuses to start.
      for (const deadline = Date.now() + 15_000; ; await sleep(100)) {
        const started = await start().catch((error: Error) => error);
        if (!(started instanceof Error)) server = started;
        else if (Date.now() > deadline) throw started;
        if (!(started instanceof Error)) return Date.now() - from;
      }
    },
    stop: () => server.stop(),
  };
}

async function ownNats(folder: string, watchdog: Watchdog): Promise<OwnServers['nats']> {
  const [binary, port, storeDir] = [await natsBinary(), await freePort(), join(folder, 'nats')];
  let server: NatsServer;
  const start = async () => void (server = await startNats({ binary, storeDir, logFile: join(folder, 'nats.log'), port, watchdog }));
  await start();
  return {
    port, url: `nats://127.0.0.1:${port}`, start,
    async kill() {
      process.kill(server.pid, 'SIGKILL');
      await server.exited;
    },
    wipe: () => rmSync(storeDir, { recursive: true, force: true }),
    signal: (signal) => void process.kill(server.pid, signal),
  };
}
