import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { repositoryRoot } from '@vardgraf/launcher/paths';
import { freePort } from '@vardgraf/launcher/ports';
import { buildPrograms, programFile } from '@vardgraf/launcher/programs';
import { frontDoors } from '@vardgraf/launcher/services';
import { natsUrl } from '../../test/infrastructure';
import { applied, LiveClient } from './live-client';
import { type Stack, startStack } from './stack';
import { StreamClient } from './stream-client';

jest.setTimeout(120_000);

/** A gateway of several processes over the subgraphs of a test stack. */
async function startWorkers(stack: Stack, more: Record<string, string> = {}) {
  const url = `http://127.0.0.1:${await freePort()}`;
  const { directory, triage, cases, booking, messaging, notify, oversight } = stack.subgraphs;
  const child = spawn(process.execPath, ['--enable-source-maps', programFile(frontDoors.gateway)], {
    cwd: repositoryRoot, stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'], NODE_ENV: 'development', GATEWAY_WORKERS: '2', PORT: new URL(url).port, PARENT_PID: String(process.pid), ISSUER: stack.issuer.url, JWKS_URL: stack.issuer.jwksUrl, NATS_URL: natsUrl(), DRAIN_MS: '600',
      DIRECTORY_URL: directory.url, TRIAGE_URL: triage.url, CASES_URL: cases.url, BOOKING_URL: booking.url, MESSAGING_URL: messaging.url, NOTIFY_URL: notify.url, OVERSIGHT_URL: oversight.url, ...more,
    },
  });
  let log = '';
  for (const output of [child.stdout, child.stderr]) output.setEncoding('utf8').on('data', (part: string) => (log += part));
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const health = async () => (await fetch(`${url}/health/ready`, { headers: { connection: 'close' } }).catch(() => undefined))?.json() as Promise<{ ready: boolean; reasons: string[]; warnings: string[] } | undefined>;
  const metrics = async () => (await fetch(`${url}/metrics`, { headers: { connection: 'close' } })).text();
  const ask = (token: string, query: string) => fetch(`${url}/graphql`, { method: 'POST', headers: { connection: 'close', 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify({ query }) });
  const gateway = {
    url, child, exited, health, metrics, ask, log: () => log,
    /** Process ids of the workers by number, the newest of each. */
    pids: () => new Map([...log.matchAll(/"worker":(\d+),"pid":(\d+),"msg":"a worker answers"/g)].map((found) => [Number(found[1]), Number(found[2])])),
    async until(test: () => boolean | Promise<boolean>, ms = 30_000) {
      for (const deadline = Date.now() + ms; !(await test()); await sleep(50)) if (Date.now() > deadline) throw new Error(`not within ${ms} ms:\n${log.slice(-2_000)}`);
    },
    async end() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await exited;
    },
  };
  await gateway.until(async () => (await health())?.ready === true, 60_000);
  return gateway;
}
type Workers = Awaited<ReturnType<typeof startWorkers>>;
const figure = (text: string, line: RegExp) => text.split('\n').filter((each) => line.test(each)).map((each) => Number(each.split(' ').at(-1)));
const sum = (numbers: number[]) => numbers.reduce((all, each) => all + each, 0);
const sockets = /^vardgraf_live_connections\{.*transport="ws"/;

describe('a gateway of two processes', () => {
  let stack: Stack;
  let gateway: Workers | undefined;
  const start = async (more: Record<string, string> = {}) => (gateway = await startWorkers(stack, more));
  beforeAll(async () => {
    await buildPrograms();
    stack = await startStack();
  }, 120_000);
  afterEach(async () => {
    await gateway?.end();
    gateway = undefined;
  });
  afterAll(() => stack.stop());

  it('[API-1] both serve on one port with one set of keys, are measured as one, and count one rate; a new supergraph reaches both, and a signal renews both', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vardgraf-workers-'));
    const file = join(folder, 'supergraph.graphql');
    copyFileSync(join(repositoryRoot, 'packages/schema/supergraph.graphql'), file);
    const workers = await start({ SUPERGRAPH_FILE: file, SUPERGRAPH_LOOK_MS: '100', RATE_PER_MINUTE: '20' });
    stack.model.put('case-1', {});
    // What is asked for the first time is planned first, and a process that plans hears for that long of no count.
    const [first, token] = [await stack.issuer.nurse('first'), await stack.issuer.nurse('both')];
    const streams = Array.from({ length: 6 }, () => StreamClient.queue(workers.url, first));
    await Promise.all(streams.map((each) => each.count(1, 20_000)));
    await Promise.all([...streams.map((each) => each.close()), ...Array.from({ length: 6 }, () => workers.ask(first, '{ me { personId } }'))]);
    const clients = await Promise.all(Array.from({ length: 6 }, async () => (await LiveClient.open(workers.url, token)).watchQueue()));
    await Promise.all(clients.map((client) => client.count(1, '1', 20_000)));
    await workers.until(async () => {
      const measured = await workers.metrics(); // who does not answer within a second is left out of it
      return figure(measured, sockets).length === 2 && sum(figure(measured, sockets)) === 6 && figure(measured, /^vardgraf_gateway_workers\{/)[0] === 2;
    });
    const keys = await Promise.all([1, 2, 3, 4].map(async () => (await fetch(`${workers.url}/live-jwks.json`, { headers: { connection: 'close' } })).text()));
    expect(new Set(keys).size).toBe(1);
    const asked = await Promise.all(Array.from({ length: 24 }, () => workers.ask(token, '{ me { personId } }')));
    expect(asked.filter(({ status }) => status === 200)).toHaveLength(20 - 12); // six sockets and their six subscriptions were counted as well
    expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([200, 429]));
    writeFileSync(`${file}.new`, readFileSync(file, 'utf8').replace('"""', '# another\n"""'));
    renameSync(`${file}.new`, file); // whole at once: half of it would be a change of its own
    await workers.until(async () => figure(await workers.metrics(), /^vardgraf_supergraph_loads_total\{.*outcome="ok"/).join() === '1,1');
    const before = workers.pids();
    workers.child.kill('SIGHUP');
    await workers.until(() => [...workers.pids()].every(([number, pid]) => before.get(number) !== pid));
    await Promise.all(clients.map((client) => client.until(() => client.closed !== undefined, 10_000)));
    expect(clients.map(({ closed }) => closed!.code)).toEqual(Array(6).fill(1012));
    await workers.until(async () => (await workers.health())?.warnings.length === 0);
    rmSync(folder, { recursive: true, force: true });
  });

  it('[API-1] measures of both are told at a port of their own, and none at the public one', async () => {
    const inside = `http://127.0.0.1:${await freePort()}`;
    const workers = await start({ METRICS_PORT: new URL(inside).port });
    const measures = () => fetch(`${inside}/metrics`, { headers: { connection: 'close' } }).then((answer) => answer.text(), () => '');
    await workers.until(async () => figure(await measures(), /^vardgraf_gateway_workers\{/).join() === '2');
    await workers.until(async () => figure(await measures(), /^process_resident_memory_bytes\{/).length === 2);
    expect(await workers.metrics()).not.toContain('vardgraf_');
    await workers.until(async () => JSON.stringify(await workers.health()) === '{"ready":true}');
  });

  it('[API-1] documents that cannot be read renew nobody and the old ones stay; a worker that does not start leaves the others as they are; what is good again reaches both', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vardgraf-documents-'));
    const [documents, supergraph, whole] = [join(folder, 'lists'), join(folder, 'supergraph.graphql'), join(repositoryRoot, 'packages/schema/supergraph.graphql')];
    mkdirSync(documents);
    copyFileSync(whole, supergraph);
    writeFileSync(join(documents, 'a.graphql'), 'query First { me { personId } }');
    const workers = await start({ TRUSTED_DOCUMENTS: 'enforce', TRUSTED_DOCUMENTS_FROM: documents, SUPERGRAPH_FILE: supergraph });
    const token = await stack.issuer.nurse();
    const taken = async (query: string) => {
      const asked = await Promise.all([1, 2, 3, 4].map(() => workers.ask(token, query)));
      return [...new Set((await Promise.all(asked.map(async (each) => (await each.json()) as { data?: object | null }))).map(({ data }) => Boolean(data)))];
    };
    const [first, second] = ['query First { me { personId } }', 'query Second { me { personId } }'];
    expect([await taken(first), await taken(second)]).toEqual([[true], [false]]);
    const before = workers.pids();

    writeFileSync(join(documents, 'b.json'), '{"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{');
    workers.child.kill('SIGHUP');
    await workers.until(() => workers.log().includes('no worker is renewed'));
    expect([await taken(first), workers.pids()]).toEqual([[true], before]);

    rmSync(join(documents, 'b.json'));
    writeFileSync(join(documents, 'b.graphql'), second);
    rmSync(supergraph);
    workers.child.kill('SIGHUP');
    await workers.until(() => workers.log().includes('the others are not renewed'));
    expect([await taken(first), workers.pids().get(2)]).toEqual([[true], before.get(2)]);

    copyFileSync(whole, supergraph);
    await workers.until(() => workers.pids().get(1) !== before.get(1));
    workers.child.kill('SIGHUP');
    await workers.until(() => workers.pids().get(2) !== before.get(2));
    expect([await taken(first), await taken(second)]).toEqual([[true], [true]]);
    rmSync(folder, { recursive: true, force: true });
  });

  it('[T1] when one is killed the other goes on, who was on it comes back and has missed nothing, and it is started again', async () => {
    const workers = await start();
    const token = await stack.issuer.nurse();
    stack.model.put('case-2', {});
    const clients = await Promise.all(Array.from({ length: 8 }, async () => (await LiveClient.open(workers.url, token)).watchQueue()));
    await Promise.all(clients.map((client) => client.count(1, '1', 20_000)));
    let measured = '';
    await workers.until(async () => sum(figure((measured = await workers.metrics()), sockets)) === 8);
    const [killed, pid] = [...workers.pids()][0]!;
    const [onIt] = figure(measured, new RegExp(`^vardgraf_live_connections\\{(?=.*transport="ws").*worker="${killed}"`));
    process.kill(pid, 'SIGKILL');
    await workers.until(() => clients.filter(({ closed }) => closed !== undefined).length === onIt);
    await workers.until(() => workers.log().includes('a worker has ended')); // from now on no connection is handed to it
    const [lost, kept] = [clients.filter(({ closed }) => closed !== undefined), clients.filter(({ closed }) => closed === undefined)];
    expect(Math.min(lost.length, kept.length)).toBeGreaterThan(0);
    stack.model.put('case-3', {}); // while they are away
    const back = await Promise.all(lost.map(async (client) => {
      const after = client.events().at(-1)!.seq;
      return { client, again: (await LiveClient.open(workers.url, token)).watchQueue('unit-1', { after }) };
    }));
    stack.model.put('case-2', { status: 'ACCEPTED' });
    expect((await workers.ask(token, '{ me { personId } }')).status).toBe(200);
    const upTo = stack.model.seqs.get('unit-1')!;
    await Promise.all([...kept, ...back.map(({ again }) => again)].map((client) => client.until(() => client.events().at(-1)?.seq === upTo, 20_000)));
    const lists = [...kept.map((client) => client.events()), ...back.map(({ client, again }) => [...client.events(), ...again.events()])].map((events) => JSON.stringify([...applied(events)].sort()));
    expect(new Set(lists).size).toBe(1);
    await workers.until(() => workers.pids().get(killed) !== pid);
    await workers.until(async () => figure(await workers.metrics(), /^vardgraf_gateway_workers\{/)[0] === 2);
    expect(figure(await workers.metrics(), /^vardgraf_gateway_worker_restarts_total\{/)).toEqual([1]);
    await Promise.all([...kept, ...back.map(({ again }) => again)].map((client) => client.close()));
  });

  it('[LIV-1] at the end both drain: every socket is closed with 1012 and every stream ends, a request in flight is answered, and the exit code is 0', async () => {
    const workers = await start();
    const token = await stack.issuer.nurse();
    const clients = await Promise.all(Array.from({ length: 8 }, async () => (await LiveClient.open(workers.url, token)).watchQueue()));
    const streams = Array.from({ length: 4 }, () => StreamClient.queue(workers.url, token));
    await Promise.all([...clients.map((client) => client.count(1, '1', 20_000)), ...streams.map((each) => each.count(1, 20_000))]);
    stack.subgraphs.directory.behaviour.delayMs = 700;
    stack.forget();
    const inFlight = workers.ask(token, '{ regions { id } }');
    await workers.until(() => stack.subgraphs.directory.received.length > 0);
    workers.child.kill('SIGTERM');
    expect((await inFlight).status).toBe(200);
    stack.subgraphs.directory.behaviour.delayMs = 0;
    expect(await workers.exited).toEqual([0, null]);
    await Promise.all([...clients.map((client) => client.until(() => client.closed !== undefined)), ...streams.map((each) => each.until(() => each.over !== undefined))]);
    expect(clients.map(({ closed }) => closed!.code)).toEqual(Array(8).fill(1012));
    expect(streams.map(({ over, complete }) => [over, complete])).toEqual(Array(4).fill(['ended', false]));
  });

  it('[T1] when the supervisor is killed its workers go with it, and the port is free at once', async () => {
    const workers = await start();
    const pids = [...workers.pids().values()];
    workers.child.kill('SIGKILL');
    await workers.exited;
    await workers.until(() => pids.every((pid) => !alive(pid)), 10_000);
    await expect(fetch(`${workers.url}/health/live`)).rejects.toThrow();
  });

  it('[API-1] a worker that cannot start ends the whole gateway with 1 and its reason', async () => {
    const child = spawn(process.execPath, [programFile(frontDoors.gateway)], {
      cwd: repositoryRoot, stdio: ['ignore', 'ignore', 'pipe'],
      env: { PATH: process.env['PATH'], NODE_ENV: 'development', GATEWAY_WORKERS: '2', PORT: new URL(stack.url).port, LOG_LEVEL: 'silent', NATS_URL: natsUrl() }, // a port that is taken
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (part: string) => (said += part));
    const [code] = (await once(child, 'close')) as [number]; // and not its exit: its last words may come later
    expect([code, said]).toEqual([1, expect.stringContaining('EADDRINUSE')]);
  });
});

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
