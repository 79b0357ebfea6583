import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { natsBinary } from '@vardgraf/launcher/nats-binary';
import { type NatsServer, startNats } from '@vardgraf/launcher/nats-server';
import { freePort } from '@vardgraf/launcher/ports';
import { startWatchdog, type Watchdog } from '@vardgraf/launcher/watchdog';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { systemActor } from '../src/actor';
import type { NatsLink } from '../src/nats';
import { type Database, read } from '../src/postgres';
import { transact } from '../src/transaction';
import { startAwakeClock } from './toy/awake-clock';
import { startProxy } from './toy/proxy';
import { caughtUp, count, effects, follow, tell, toyWorld, type ToyWorld, until } from './toy/world';

const backlog = process.env['TEST_FULL'] === '1' ? 50_000 : 5_000;

let watchdog: Watchdog;
let clock: ReturnType<typeof startAwakeClock>;
let folder: string;
let port: number;
let server: NatsServer;
let world: ToyWorld;
let toy: Database;
let reader: Database;

async function startServer(): Promise<void> {
  server = await startNats({ binary: await natsBinary(), storeDir: join(folder, 'store'), logFile: join(folder, 'nats.log'), port, watchdog });
}

beforeAll(() => {
  watchdog = startWatchdog();
  clock = startAwakeClock();
});
afterAll(async () => {
  clock.stop();
  await watchdog.close();
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nats-'));
  port = await freePort();
  await startServer();
  world = await toyWorld();
  toy = await world.open('toy');
  reader = await world.open('reader');
});
afterEach(async () => {
  await world.end();
  process.kill(server.pid, 'SIGCONT');
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function begin(url = server.url): Promise<NatsLink> {
  const nats = await world.nats(url);
  world.relay(toy, nats);
  world.consumer(reader, nats, follow);
  return nats;
}

async function write(times: number): Promise<number[]> {
  const took: number[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    const from = clock.now();
    await count(toy, `c${turn % 4}`, (tx) => tx.bumpCounter('unit.a', (seq) => ({ seq })));
    took.push(clock.now() - from);
  }
  return took;
}

/** No write waits for NATS. */
function expectNotBlocked(took: readonly number[]): void {
  expect(Math.max(...took)).toBeLessThan(1_000);
}

/** Every event so far has exactly one effect, in order. */
async function expectExactlyOnce(total: number): Promise<void> {
  await caughtUp(reader, toy, 15_000);
  expect((await effects(reader)).map((effect) => effect.position)).toEqual(Array.from({ length: total }, (_, i) => i + 1));
}

const published = async () => (await read<{ n: number }>(toy, 'SELECT published AS n FROM relay_mark'))[0]!.n;

test('[T3] nats-server killed three times under writes: nothing lost, repeated or out of order, no write waits, and the outbox empties', async () => {
  const nats = await begin();
  const slow: number[] = [];
  for (let kill = 0; kill < 3; kill += 1) {
    await write(20);
    process.kill(server.pid, 'SIGKILL');
    await server.exited;
    slow.push(...(await write(20)));
    await startServer();
    slow.push(...(await write(20)));
  }
  expectNotBlocked(slow);
  await expectExactlyOnce(180);
  await until(async () => (await published()) === 180, 15_000);
  expect(nats.connected()).toBe(true);
});

test('[T5] the JetStream store is deleted: everything is caught up from the feed, no effect is repeated, and the stream is made again', async () => {
  const nats = await begin();
  await write(30);
  await until(async () => (await published()) === 30);
  await server.stop();
  rmSync(join(folder, 'store'), { recursive: true });
  await write(30);
  await startServer();
  await write(30);
  await expectExactlyOnce(90);
  await until(async () => (await published()) === 90, 15_000);
  const manager = await jetstreamManager(nats.connection()!);
  expect((await manager.streams.info('VARDGRAF')).state.messages).toBe(60); // 30 went with the store; they are in the outbox
});

test('[T5] the stream is deleted under a running relay: it is made again and the relay goes on', async () => {
  const nats = await begin();
  await write(5);
  await until(async () => (await published()) === 5);
  await (await jetstreamManager(nats.connection()!)).streams.delete('VARDGRAF');
  await write(5);
  await until(async () => (await published()) === 10, 10_000);
  await expectExactlyOnce(10);
});

test('[T3] nats-server stopped with SIGSTOP: writes go on as fast, effects come by the feed, and it is caught up afterwards', async () => {
  const nats = await begin();
  await write(20);
  process.kill(server.pid, 'SIGSTOP');
  const from = Date.now();
  const took: number[] = [];
  while (Date.now() - from < 8_000) {
    took.push(...(await write(4)));
    await new Promise((done) => setTimeout(done, 100));
  }
  expectNotBlocked(took);
  await until(() => !nats.connected()); // noticed by the pings
  await expectExactlyOnce(20 + took.length);
  process.kill(server.pid, 'SIGCONT');
  await until(async () => (await published()) === 20 + took.length, 15_000);
});

test('[T3] a connection that is half open, with the other side silent, is noticed within seconds and replaced', async () => {
  const proxy = await startProxy(port);
  await begin(`nats://127.0.0.1:${proxy.port}`);
  await write(10);
  await until(async () => (await published()) === 10);
  proxy.silence();
  expectNotBlocked(await write(30));
  await expectExactlyOnce(40);
  await until(async () => (await published()) === 40, 15_000);
  await proxy.close();
});

test(`[T4] a backlog of ${backlog} events, written while NATS was away, is drained in order within five minutes`, async () => {
  const nats = await begin();
  await server.stop();
  for (let n = 0; n < backlog; n += 100) {
    await transact(toy, systemActor('toy'), async (tx) => {
      for (let i = 1; i <= 100; i += 1) tell(tx, `b${(n / 100) % 7}`, Math.floor(n / 700) * 100 + i);
    });
  }
  expect(await published()).toBe(0);
  await startServer();
  const from = Date.now();
  await until(async () => (await published()) === backlog, 300_000);
  const drained = Date.now() - from;
  const js = jetstream(nats.connection()!);
  const told = await (await js.consumers.get('VARDGRAF')).fetch({ max_messages: backlog, expires: 30_000 });
  const positions: number[] = [];
  for await (const message of told) {
    positions.push(message.json<{ position: number }>().position);
    if (positions.length === backlog) break;
  }
  expect(positions).toEqual(Array.from({ length: backlog }, (_, i) => i + 1));
  await caughtUp(reader, toy, 300_000);
  await expectExactlyOnce(backlog);
  process.stdout.write(`T4: a backlog of ${backlog} events published in ${drained} ms\n`);
}, 600_000);

test('NATS that is not there at start blocks neither the start nor a write, and is used once it comes', async () => {
  process.kill(server.pid, 'SIGKILL');
  await server.exited;
  const from = clock.now();
  const nats = await begin();
  expect(clock.now() - from).toBeLessThan(2_000); // trying to connect takes that long
  await write(10);
  await expectExactlyOnce(10);
  await startServer();
  await until(async () => nats.connected() && (await published()) === 10, 15_000);
});

test('[LIV-1] a hint goes out after the commit, carries its number, and is lost without a sound while NATS is away', async () => {
  const nats = await begin();
  const heard: unknown[] = [];
  nats.subscribe('live.unit.*', (data) => void heard.push(JSON.parse(Buffer.from(data).toString())));
  await until(() => nats.connected());
  await write(3);
  await until(() => heard.length === 3);
  expect(heard).toEqual([{ seq: 1 }, { seq: 2 }, { seq: 3 }]);
  await server.stop();
  await until(() => !nats.connected());
  await write(2);
  await startServer();
  await until(() => nats.connected());
  await write(1);
  await until(() => heard.length === 4);
  expect(heard[3]).toEqual({ seq: 6 });
});
