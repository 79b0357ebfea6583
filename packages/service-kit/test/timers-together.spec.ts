import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { systemActor } from '../src/actor';
import { type Database, read } from '../src/postgres';
import type { TimerHandlers } from '../src/timers';
import { transact } from '../src/transaction';
import { toyWorld, type ToyWorld, until } from './toy/world';

const actor = systemActor('toy');
let world: ToyWorld;
let db: Database;
/** The timers of each transaction, in order. */
let calls: string[][];

beforeEach(async () => {
  world = await toyWorld();
  db = await world.open('toy');
  calls = [];
});
afterEach(() => world.end());

/** One row for each firing; the unique id refuses a second. What is bad fails with all that are with it. */
function several(bad: (aggregateId: string) => boolean = () => false): TimerHandlers {
  return {
    several: {
      together: async (tx, timers) => {
        calls.push(timers.map((timer) => timer.aggregateId));
        const free = await tx.query<{ id: string }>('SELECT id FROM counter WHERE id = ANY($1) ORDER BY id FOR UPDATE SKIP LOCKED', [timers.map((timer) => timer.aggregateId)]);
        const mine = timers.filter((timer) => free.some((row) => row.id === timer.aggregateId));
        for (const timer of mine) {
          if (bad(timer.aggregateId)) throw new Error('bad');
          await tx.query('INSERT INTO fired (timer_id, aggregate_id, late_ms) VALUES ($1, $2, 0)', [timer.id, timer.aggregateId]);
        }
        return timers.filter((timer) => !mine.includes(timer)).map((timer) => timer.id);
      },
    },
  };
}

const name = (n: number): string => `t${String(n).padStart(4, '0')}`;
const fired = async (): Promise<string[]> => (await read<{ id: string }>(db, 'SELECT aggregate_id AS id FROM fired ORDER BY n')).map((row) => row.id);
const left = async (): Promise<number> => (await read<{ n: number }>(db, 'SELECT count(*) AS n FROM timer'))[0]!.n;

/** An hour overdue, in the order of their names. */
async function schedule(amount: number, urgency: (n: number) => number = () => 9): Promise<string[]> {
  const ids = Array.from({ length: amount }, (_, n) => name(n));
  await read(db, 'INSERT INTO counter (id) SELECT unnest($1::text[])', [ids]);
  await transact(db, actor, async (tx) => {
    const now = (await tx.now()).getTime();
    for (const [n, aggregateId] of ids.entries()) tx.schedule({ kind: 'several', aggregateId, dueAt: new Date(now - 3_600_000 + n), urgency: urgency(n) });
  });
  return ids;
}

test('[T12] timers of a kind that takes several fire together, 25 at most and only equally urgent ones, the most urgent first', async () => {
  await schedule(120, (n) => 2 + (n % 2));
  world.timers(db, several());
  await until(async () => (await left()) === 0);
  const urgency = (id: string): number => Number(id.slice(1)) % 2;
  expect(calls.map((call) => call.length)).toEqual([25, 25, 10, 25, 25, 10]);
  expect(calls.flat()).toEqual([...calls.flat()].sort((a, b) => urgency(a) - urgency(b) || a.localeCompare(b)));
  expect(await fired()).toEqual(calls.flat());
});

test('[T12] one that fails holds up nobody: those that were with it fire alone at once, and it is tried again alone', async () => {
  let broken = true;
  const ids = await schedule(60);
  world.timers(db, several((id) => broken && id === name(7)));
  await until(async () => (await left()) === 1);
  expect((await fired()).sort()).toEqual(ids.filter((id) => id !== name(7)));
  // On a slow machine its second try has come as well by now: it is behind all others.
  expect(await read(db, 'SELECT aggregate_id, attempts > 0 AS tried, last_reason FROM timer')).toEqual([{ aggregate_id: name(7), tried: true, last_reason: 'Error' }]);
  expect(calls.slice(0, 28).map((call) => call.length)).toEqual([25, ...new Array<number>(25).fill(1), 25, 10]);
  broken = false;
  await until(async () => (await left()) === 0, 45_000);
  for (const later of calls.slice(28)) expect(later).toEqual([name(7)]);
  expect((await fired()).sort()).toEqual(ids);
}, 60_000);

test('[T12] one whose things somebody else holds is left for a second later, and nobody waits, nor is it a failed try', async () => {
  const ids = await schedule(30);
  let release!: () => void;
  let locked!: () => void;
  const isLocked = new Promise<void>((done) => (locked = done));
  const holding = transact(db, actor, async (tx) => {
    await tx.query('SELECT 1 FROM counter WHERE id = $1 FOR UPDATE', [name(3)]);
    locked();
    await new Promise<void>((done) => (release = done));
  });
  await isLocked;
  const timers = world.timers(await world.open('toy'), several());
  await until(async () => (await left()) === 1);
  expect(calls.map((call) => call.length).slice(0, 2)).toEqual([25, 5]); // had anybody waited, all of them would have failed together
  expect(await read(db, "SELECT aggregate_id, attempts, fire_at > due_at + interval '1 hour' AS later FROM timer")).toEqual([{ aggregate_id: name(3), attempts: 0, later: true }]);
  release();
  await holding;
  await until(async () => (await left()) === 0);
  expect((await fired()).sort()).toEqual(ids);
  expect(timers.warnings()).toEqual([]);
});

test('[T12] a scheduler that is killed in the middle of several lets all of them fire once, later', async () => {
  const ids = await schedule(400);
  const script = join(__dirname, 'toy', 'scheduler.ts');
  for (let kill = 0; kill < 3; kill += 1) {
    const child = spawn(process.execPath, ['--require', 'tsx/cjs', script, world.fresh.url('toy')], { stdio: 'ignore' });
    const before = (await fired()).length;
    await until(async () => (await fired()).length > before, 20_000);
    await new Promise((done) => setTimeout(done, 60));
    child.kill('SIGKILL');
    await new Promise((done) => child.once('close', done));
  }
  expect(await left()).toBeGreaterThan(0);
  world.timers(db, several());
  await until(async () => (await left()) === 0, 20_000);
  expect((await fired()).sort()).toEqual(ids);
}, 60_000);
