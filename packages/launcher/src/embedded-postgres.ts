import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, openSync, closeSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { freePort } from './ports';
import { canReach, postgresBinaries, unprivilegedAccount, type Account } from './postgres-binaries';
import { StartFault } from './start-fault';
import type { Watchdog } from './watchdog';

/** How to run one private PostgreSQL server. */
export interface PostgresOptions {
  /** Created with initdb at the first start, used as it is afterwards. */
  dataDir: string;
  logFile: string;
  /** A free one when absent. */
  port?: number;
  /** Password of the superuser `postgres`; without it the server trusts every local caller. Only read at the first start. */
  password?: string;
  /** False switches fsync off: faster, and safe against everything but a power cut. */
  durable: boolean;
  settings?: Record<string, string | number>;
  watchdog: Watchdog;
}

/** A running private PostgreSQL server. */
export interface EmbeddedPostgres {
  /** Connects the superuser to the database `postgres`. */
  adminUrl: string;
  port: number;
  pid: number;
  /** Where the data really is: elsewhere than asked when the unprivileged account could not have reached it. */
  dataDir: string;
  /** Settles when the postmaster is gone, for whatever reason. */
  exited: Promise<void>;
  /** Rolls back what is open, writes a checkpoint and waits for the end; ten seconds at most. */
  stop(): Promise<void>;
}

const readyWithinMs = 30_000;

/** Starts PostgreSQL and resolves when it answers queries. Throws StartFault, in one sentence, when it cannot. */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const account = unprivilegedAccount();
  const dataDir = reachableDataDir(options.dataDir, account);
  const binaries = postgresBinaries(account, fallbackHome(dirname(__dirname)));
  if (!existsSync(resolve(dataDir, 'PG_VERSION'))) await initialise(binaries.initdb, dataDir, account, options);
  const port = options.port ?? (await freePort());
  const settings = {
    listen_addresses: '127.0.0.1', port, unix_socket_directories: '', timezone: 'UTC', log_timezone: 'UTC',
    max_connections: 200, shared_buffers: '64MB',
    ...(options.durable ? {} : { fsync: 'off', full_page_writes: 'off', max_wal_size: '256MB' }),
    ...options.settings,
  };
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a');
  const child = spawn(binaries.postgres, ['-D', dataDir, ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])], {
    cwd: '/', detached: true, stdio: ['ignore', log, log], ...(account && { uid: account.uid, gid: account.gid }),
  });
  closeSync(log);
  const exited = exitOf(child);
  if (child.pid) options.watchdog.guard(child.pid, options.durable ? 'SIGINT' : 'SIGQUIT');
  void exited.then(() => child.pid && options.watchdog.release(child.pid));
  const credentials = options.password ? `postgres:${encodeURIComponent(options.password)}` : 'postgres';
  const adminUrl = `postgres://${credentials}@127.0.0.1:${port}/postgres`;
  await waitUntilReady(adminUrl, child, options.logFile);
  return { adminUrl, port, pid: child.pid!, dataDir, exited, stop: () => stop(child, exited) };
}

/** Where the files go when the wanted folder lies under one that only root may enter. */
export function fallbackHome(wanted: string): string {
  return resolve(existsSync('/var/tmp') ? '/var/tmp' : tmpdir(), `vardgraf-${createHash('sha256').update(wanted).digest('hex').slice(0, 12)}`);
}

/** The wanted data folder, or its stand-in when the account that runs PostgreSQL could not enter it. */
export function reachableDataDir(wanted: string, account = unprivilegedAccount()): string {
  mkdirSync(dirname(wanted), { recursive: true, mode: 0o755 });
  if (canReach(account, wanted)) return wanted;
  const home = fallbackHome(wanted);
  mkdirSync(home, { recursive: true, mode: 0o755 });
  return resolve(home, 'postgres');
}

async function initialise(initdb: string, dataDir: string, account: Account | undefined, options: PostgresOptions): Promise<void> {
  const fresh = `${dataDir}.new`; // an interrupted initdb must not look like a finished one
  const passwordFile = `${dataDir}.password`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  if (options.password) writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (account) for (const path of [fresh, ...(options.password ? [passwordFile] : [])]) chownSync(path, account.uid, account.gid);
  const auth = options.password ? ['--auth=scram-sha-256', `--pwfile=${passwordFile}`] : ['--auth=trust'];
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  try {
    const creating = promisify(execFile)(initdb, ['-D', fresh, '-U', 'postgres', ...auth, ...locale, ...(options.durable ? [] : ['--no-sync'])], {
      cwd: '/', ...(account && { uid: account.uid, gid: account.gid }),
    });
    const { pid } = creating.child;
    if (pid) options.watchdog.guard(pid, 'SIGTERM');
    await creating.finally(() => pid && options.watchdog.release(pid));
  } catch (fault) {
    const said = String((fault as { stderr?: string }).stderr ?? fault).trim().split('\n')[0];
    throw new StartFault(`PostgreSQL could not create its data folder ${dataDir}: ${said}.`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(fresh, dataDir);
}

function exitOf(child: ChildProcess): Promise<void> {
  return new Promise((done) => child.once('exit', () => done()).once('error', () => done()));
}

async function waitUntilReady(url: string, child: ChildProcess, logFile: string): Promise<void> {
  let gone = false;
  void exitOf(child).then(() => { gone = true; });
  for (const deadline = Date.now() + readyWithinMs; Date.now() < deadline; await sleep(40)) {
    if (gone || child.exitCode !== null) throw new StartFault(`PostgreSQL stopped while starting: ${lastFault(logFile)} (see ${logFile}).`);
    if (await answers(url)) return;
  }
  child.kill('SIGKILL');
  throw new StartFault(`PostgreSQL did not answer within ${readyWithinMs / 1000} seconds (see ${logFile}).`);
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch (fault) {
    if ((fault as { code?: string }).code === '28P01') throw new StartFault('PostgreSQL refused the password kept in .data; run npm run db:reset to begin anew.');
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function lastFault(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trim().split('\n');
  const fatal = lines.reverse().find((line) => /FATAL|PANIC|error/i.test(line)) ?? lines[0] ?? 'no reason given';
  return fatal.replace(/^.*?(FATAL|PANIC):\s*/, '').replace(/\.$/, '');
}

async function stop(child: ChildProcess, exited: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGINT');
  const late = setTimeout(() => child.kill('SIGQUIT'), 10_000);
  await exited;
  clearTimeout(late);
}
