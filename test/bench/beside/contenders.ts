import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { natsBinary } from '@vardgraf/launcher/nats-binary';
import { startNats } from '@vardgraf/launcher/nats-server';
import { freePort } from '@vardgraf/launcher/ports';
import { buildPrograms, programFile } from '@vardgraf/launcher/programs';
import { frontDoors } from '@vardgraf/launcher/services';
import { startWatchdog } from '@vardgraf/launcher/watchdog';
import { supergraphSdl } from '@vardgraf/schema/subgraphs';
import { startIssuer } from '../../../gateway/test/issuer';
import type { CareOrder, CareUrls } from './care-process';

export interface Contender {
  name: string;
  url: string;
  pid: number;
}

/** Subgraphs, an issuer and NATS, on which gateways are started. */
export interface Field {
  /** Our gateway as so many processes. */
  startOurs(name: string, workers: number): Promise<Contender>;
  /** Hive Gateway, with further environment variables. */
  startHive(name: string, env?: Record<string, string>): Promise<Contender>;
  /** A nurse's token; for an hour, so that none runs out in the middle. */
  authorization(nurse?: string): Promise<string>;
  change(order: CareOrder): void;
  stop(): Promise<void>;
}

/** Two gateways, each a process of its own, over the same subgraphs. */
export interface Ring extends Pick<Field, 'authorization' | 'change' | 'stop'> {
  ours: Contender;
  /** Joins equal fetches to subgraphs, as it does unless told otherwise. */
  hive: Contender;
  /** Joins equal requests of clients as well. */
  hiveJoining: Contender;
}

const hiveFolder = resolve(__dirname, 'hive');
const patienceMs = 60_000;

/** Starts everything. @throws Error with what it printed when a gateway is not ready in a minute */
export async function startRing(): Promise<Ring> {
  installHive();
  const field = await startField();
  const [ours, hive] = [await field.startOurs('ours', 1), await field.startHive('Hive Gateway')];
  return { ...field, ours, hive, hiveJoining: await field.startHive('Hive Gateway, joining requests', { HIVE_JOINS_REQUESTS: 'true' }) };
}

/** Starts what gateways need and none of them. @throws Error when the subgraphs do not start */
export async function startField(): Promise<Field> {
  await buildPrograms();
  const folder = mkdtempSync(join(tmpdir(), 'vardgraf-beside-'));
  const watchdog = startWatchdog();
  watchdog.removeAtEnd(folder);
  const nats = await startNats({ binary: await natsBinary(), storeDir: join(folder, 'nats'), logFile: join(folder, 'nats.log'), watchdog });
  const issuer = await startIssuer('production');
  const children: ChildProcess[] = [];
  const care = fork(resolve(__dirname, 'care-process.ts'), { execArgv: ['--require', 'tsx/cjs'], env: { ...process.env, NATS_URL: nats.url } });
  children.push(care);
  const { urls } = await new Promise<CareUrls>((done, fail) => care.once('message', (message) => done(message as CareUrls)).once('exit', () => fail(new Error('the subgraphs did not start'))));

  const start = async (name: string, args: string[], env: Record<string, string>, cwd?: string): Promise<Contender> => {
    const port = await freePort();
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_ENV: 'production', ...env, PORT: String(port), HIVE_PORT: String(port) } });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => { said = (said + bytes.toString()).slice(-4_000); });
    children.push(child);
    const url = `http://127.0.0.1:${port}/graphql`;
    await untilAnswers(url, () => child.exitCode !== null).catch(() => { throw new Error(`${name} did not become ready:\n${said}`); });
    return { name, url, pid: child.pid! };
  };
  const subgraphs = Object.fromEntries(Object.entries(urls).map(([name, url]) => [`${name.toUpperCase()}_URL`, url]));
  const supergraph = join(folder, 'supergraph.graphql');
  writeFileSync(supergraph, withUrls(urls));
  const hiveArgs = [resolve(hiveFolder, 'node_modules/@graphql-hive/gateway/dist/bin.js'), 'supergraph', '--config-path', resolve(hiveFolder, 'gateway.config.mjs')];

  return {
    startOurs: (name, workers) => start(name, [programFile(frontDoors.gateway)], {
      ...subgraphs, NATS_URL: nats.url, ISSUER: issuer.url, JWKS_URL: issuer.jwksUrl, LOG_LEVEL: 'silent', TRUSTED_DOCUMENTS: 'log', GATEWAY_WORKERS: String(workers), RATE_PER_MINUTE: '100000000', RATE_PER_MINUTE_ANONYMOUS: '100000000',
    }),
    startHive: (name, env = {}) => start(name, hiveArgs, { HIVE_SUPERGRAPH: supergraph, ...env }, hiveFolder),
    authorization: async (nurse) => `Bearer ${await issuer.nurse(nurse, { expires: '1h' })}`,
    change: (order) => void care.send(order),
    async stop() {
      for (const child of children) child.kill('SIGKILL');
      await issuer.stop();
      await watchdog.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Exactly what its lock file says; nothing of it is used by anything but this benchmark. */
function installHive(): void {
  const version = (JSON.parse(readFileSync(join(hiveFolder, 'package.json'), 'utf8')) as { dependencies: Record<string, string> }).dependencies['@graphql-hive/gateway'];
  const installed = join(hiveFolder, 'node_modules/@graphql-hive/gateway/package.json');
  if (existsSync(installed) && (JSON.parse(readFileSync(installed, 'utf8')) as { version: string }).version === version) return;
  process.stdout.write(`Installing Hive Gateway ${version}, for this comparison alone …\n`);
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts'], { cwd: hiveFolder, stdio: 'inherit' });
  if (status !== 0) throw new Error('Hive Gateway could not be installed');
}

function withUrls(urls: CareUrls['urls']): string {
  return supergraphSdl().replace(/@join__graph\(name: "(\w+)", url: "[^"]*"\)/g, (_, name: keyof CareUrls['urls']) => `@join__graph(name: "${name}", url: "${urls[name]}")`);
}

async function untilAnswers(url: string, gone: () => boolean): Promise<void> {
  for (const began = Date.now(); Date.now() - began < patienceMs && !gone(); await sleep(100)) {
    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ __typename }"}' }).catch(() => undefined);
    if (answer?.ok) return;
  }
  throw new Error('not ready');
}
