import { type NatsLink } from '../src/nats';
import { type Database, read } from '../src/postgres';
import { pruneOutbox } from '../src/relay-rows';
import { count, noNats, toyWorld, type ToyWorld, until } from './toy/world';

let world: ToyWorld;
let db: Database;

beforeEach(async () => {
  world = await toyWorld();
  db = await world.open('toy');
});
afterEach(() => world.end());

interface Message {
  position: number;
  subject: string;
  version: number;
}

/** Everything that comes out on NATS from this database, in the order of arrival. */
function heardOn(nats: NatsLink): Message[] {
  const heard: Message[] = [];
  nats.subscribe('care.toy.>', (data) => void heard.push(JSON.parse(Buffer.from(data).toString()) as Message));
  return heard;
}

async function waiting(): Promise<number> {
  return (await read<{ n: number }>(db, 'SELECT count(*) AS n FROM outbox WHERE position IS NULL OR position > (SELECT published FROM relay_mark)'))[0]!.n;
}

/** Keeps positions gapless from 1, and versions of each aggregate in order and without a hole. */
function expectOrder(messages: Message[], total: number): void {
  expect(messages.map((message) => message.position)).toEqual(Array.from({ length: total }, (_, i) => i + 1));
  const at = new Map<string, number>();
  for (const { subject, version } of messages) {
    expect([subject, version]).toEqual([subject, (at.get(subject) ?? 0) + 1]);
    at.set(subject, version);
  }
}

test('[SAF-5] thirty writers at once: every event goes out once, positions have no gap, and no aggregate goes backwards', async () => {
  const nats = await world.nats();
  const heard = heardOn(nats);
  world.relay(db, nats);
  const second = await world.open('toy', 30);
  let acknowledged = 0;
  await Promise.all(Array.from({ length: 30 }, async (_, writer) => {
    for (let turn = 0; turn < 20; turn += 1) {
      await count(second, `c${(writer * 7 + turn * 3) % 10}`, async (tx) => {
        if (turn % 4 === 0) await tx.query('SELECT pg_sleep(0.01)'); // so that lower ids commit later
        if (turn % 10 === 9) await tx.query('SELECT 1/0');
      }).then(() => (acknowledged += 1), () => undefined); // some fail on purpose; on a slow machine one may wait too long for its lock
    }
  }));
  const [{ n: total }] = (await read<{ n: number }>(db, 'SELECT sum(version)::int AS n FROM counter')) as [{ n: number }];
  expect(total).toBe(acknowledged);
  expect(total).toBeGreaterThan(30 * 12);
  await until(() => heard.length >= total);
  expectOrder(heard, total);
  await until(async () => (await waiting()) === 0);
});

test('an event is on NATS within milliseconds of its commit, not at the next poll', async () => {
  const nats = await world.nats();
  const heard = heardOn(nats);
  world.relay(db, nats);
  await count(db, 'a');
  await until(() => heard.length === 1);
  const waits: number[] = [];
  for (let turn = 2; turn <= 20; turn += 1) {
    await count(db, 'a');
    const from = Date.now();
    await until(() => heard.length === turn);
    waits.push(Date.now() - from);
  }
  expect(waits.sort((a, b) => a - b)[9]).toBeLessThan(300); // a poll is a second
});

test('a write in a process without the relay wakes the one that has it', async () => {
  const nats = await world.nats();
  const heard = heardOn(nats);
  world.relay(db, nats);
  const elsewhere = await world.open('toy');
  await count(elsewhere, 'a');
  await until(() => heard.length === 1);
  const from = Date.now();
  for (let turn = 2; turn <= 6; turn += 1) {
    await count(elsewhere, 'a');
    await until(() => heard.length === turn);
  }
  expect(Date.now() - from).toBeLessThan(4_000); // five polls would be five seconds
});

test('of two relays one works; when it goes the other takes over, and nothing goes out twice or in another order', async () => {
  const nats = await world.nats();
  const heard = heardOn(nats);
  const other = await world.open('toy');
  const first = world.relay(db, nats);
  await until(() => db.session.holds('relay:toy'));
  world.relay(other, nats);
  for (let turn = 0; turn < 20; turn += 1) await count(db, `c${turn % 3}`);
  expect(other.session.holds('relay:toy')).toBe(false);
  await until(() => heard.length === 20);
  await first.stop();
  for (let turn = 0; turn < 20; turn += 1) await count(db, `c${turn % 3}`);
  await until(() => heard.length === 40);
  expectOrder(heard, 40);
});

test('a relay whose connection is killed goes on within seconds with the next position', async () => {
  const nats = await world.nats();
  const heard = heardOn(nats);
  world.relay(db, nats);
  for (let turn = 0; turn < 5; turn += 1) {
    await count(db, 'a');
    await read(db, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'vardgraf-toy-session' AND datname = current_database()");
    await count(db, 'a');
    await until(() => new Set(heard.map((message) => message.position)).size >= (turn + 1) * 2);
  }
  const once = heard.filter((message, i) => heard.findIndex((each) => each.position === message.position) === i);
  expectOrder(once, 10); // what was published and not yet marked may go out again
});

test('positions are given while NATS is away, and the backlog goes out in order when it comes', async () => {
  const away = world.relay(db, noNats);
  for (let turn = 0; turn < 450; turn += 1) await count(db, `c${turn % 7}`);
  await until(async () => (await read<{ n: number }>(db, 'SELECT max(position) AS n FROM outbox'))[0]!.n === 450);
  expect(away.warnings()).toContainEqual(expect.stringContaining('NATS is away'));
  await away.stop();
  const nats = await world.nats();
  const heard = heardOn(nats);
  world.relay(db, nats);
  await until(() => heard.length === 450);
  expectOrder(heard, 450);
});

test('after a week what is published goes, from the old end, and the last row stays to count from', async () => {
  world.relay(db, noNats);
  for (let turn = 0; turn < 5; turn += 1) await count(db, 'a');
  await until(async () => (await read<{ n: number }>(db, 'SELECT max(position) AS n FROM outbox'))[0]!.n === 5);
  await read(db, "UPDATE outbox SET recorded_at = recorded_at - interval '8 days'");
  await pruneOutbox(db.session);
  expect(await read(db, 'SELECT count(*) AS n FROM outbox')).toEqual([{ n: 5 }]); // nothing was published yet
  await read(db, 'UPDATE relay_mark SET published = 5');
  await pruneOutbox(db.session);
  expect(await read(db, 'SELECT position FROM outbox')).toEqual([{ position: 5 }]);
  await count(db, 'a');
  await until(async () => (await read<{ n: number }>(db, 'SELECT max(position) AS n FROM outbox'))[0]!.n === 6);
});

test('NATS away leaves a transaction as fast as it was', async () => {
  const p95 = async (id: string) => {
    const times: number[] = [];
    for (let turn = 0; turn < 100; turn += 1) {
      const from = process.hrtime.bigint();
      await count(db, id, (tx) => tx.bumpCounter('unit.a', (seq) => ({ seq })));
      times.push(Number(process.hrtime.bigint() - from) / 1e6);
    }
    return times.sort((a, b) => a - b)[94]!;
  };
  const there = { present: await world.nats(), away: await world.nats('nats://127.0.0.1:1') };
  const took: Record<keyof typeof there, number[]> = { present: [], away: [] };
  await p95('warm');
  for (let round = 0; round < 3; round += 1) { // in turns, and the best of each: a busy machine only adds
    for (const where of ['present', 'away'] as const) {
      const relay = world.relay(db, there[where]);
      took[where].push(await p95(where));
      await relay.stop();
    }
  }
  world.relay(db, there.present);
  expect(Math.min(...took.away)).toBeLessThan(Math.min(...took.present) * 1.5 + 10);
});
