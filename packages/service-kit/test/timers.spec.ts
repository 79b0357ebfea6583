import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { systemActor } from '../src/actor';
import { shiftClock } from '../src/clock';
import type { Fault } from '../src/fault';
import { type Database, read } from '../src/postgres';
import { reviveDeadTimers } from '../src/dead-timers';
import type { TimerHandler } from '../src/timers';
import { transact, type Tx } from '../src/transaction';
import { toyWorld, type ToyWorld, until } from './toy/world';

const actor = systemActor('toy');
let world: ToyWorld;
let db: Database;

beforeEach(async () => {
  world = await toyWorld();
  db = await world.open('toy');
});
afterEach(() => world.end());

/** One row for each firing; the unique id refuses a second. */
const fire: Record<'k', TimerHandler> = {
  k: async (tx, timer) => void (await tx.query(
    'INSERT INTO fired (timer_id, aggregate_id, late_ms) VALUES ($1, $2, $3)', [timer.id, timer.aggregateId, (await tx.now()).getTime() - timer.dueAt.getTime()],
  )),
};

const fired = () => read<{ aggregate_id: string; late_ms: number }>(db, 'SELECT aggregate_id, late_ms FROM fired ORDER BY n');
const left = async (table = 'timer') => (await read<{ n: number }>(db, `SELECT count(*) AS n FROM ${table}`))[0]!.n;

/** Due so many milliseconds from now. */
async function schedule(ids: string[], inMs = 0, kind = 'k'): Promise<void> {
  await transact(db, actor, async (tx) => {
    const now = (await tx.now()).getTime();
    for (const [place, aggregateId] of ids.entries()) tx.schedule({ kind, aggregateId, dueAt: new Date(now + inMs + place) });
  });
}

const ids = (n: number) => Array.from({ length: n }, (_, i) => `t${i}`);

test('[QUE-6] three schedulers fire two thousand overdue timers, each exactly once and the most overdue first', async () => {
  await schedule(ids(2_000), -3_600_000);
  for (let scheduler = 0; scheduler < 3; scheduler += 1) world.timers(await world.open('toy'), fire);
  await until(async () => (await left()) === 0, 50_000);
  const order = (await fired()).map((row) => Number(row.aggregate_id.slice(1)));
  expect(new Set(order).size).toBe(2_000);
  const displaced = order.map((number, place) => Math.abs(place - number)).reduce((sum, by) => sum + by, 0) / order.length;
  expect(displaced).toBeLessThan(10); // three at once overtake each other, a little
}, 60_000);

test('[QUE-6] of overdue timers the most urgent fires first, among equals the most overdue, and one that is not due keeps its place', async () => {
  await transact(db, actor, async (tx) => {
    const now = (await tx.now()).getTime();
    for (let n = 0; n < 60; n += 1) tx.schedule({ kind: 'k', aggregateId: `u${(n % 4) + 2}-${String(n).padStart(2, '0')}`, dueAt: new Date(now - 3_600_000 + n), urgency: (n % 4) + 2 });
    tx.schedule({ kind: 'k', aggregateId: 'tomorrow', dueAt: new Date(now + 86_400_000), urgency: 1 });
  });
  world.timers(db, fire);
  await until(async () => (await left()) === 1, 10_000);
  const order = (await fired()).map((row) => row.aggregate_id);
  expect(order).toHaveLength(60);
  expect(order).toEqual([...order].sort());
});

test('an idle scheduler fires a timer when it is due, not at its next poll', async () => {
  world.timers(db, fire);
  await new Promise((done) => setTimeout(done, 100));
  for (let turn = 1; turn <= 3; turn += 1) {
    await schedule([`soon-${turn}`], 150);
    await until(async () => (await fired()).length === turn);
  }
  expect(Math.min(...(await fired()).map((row) => row.late_ms))).toBeLessThan(300); // a busy machine only adds
});

test('a timer scheduled in another process is found by polling, within about a second', async () => {
  world.timers(await world.open('toy'), fire);
  await new Promise((done) => setTimeout(done, 100));
  for (let turn = 1; turn <= 3; turn += 1) {
    await schedule([`elsewhere-${turn}`]);
    await until(async () => (await fired()).length === turn);
  }
  expect(Math.min(...(await fired()).map((row) => row.late_ms))).toBeLessThan(1_500); // a busy machine only adds
});

test('a timer follows the platform\'s clock when that is moved', async () => {
  world.timers(db, fire);
  await schedule(['later'], 3_600_000);
  await new Promise((done) => setTimeout(done, 200));
  expect(await fired()).toEqual([]);
  await shiftClock(world.fresh.adminUrl, '61 minutes');
  await until(async () => (await fired()).length === 1);
});

test('cancelling races with firing: the timer fires or is cancelled, never both, and nobody deadlocks', async () => {
  await read(db, "INSERT INTO counter (id) SELECT 't' || n FROM generate_series(0, 199) n");
  await schedule(ids(200), 50);
  let deadlocks = 0;
  // The effect wants the aggregate's row, as the nurse does; she has it first and then takes the timer away.
  const effect = async (tx: Tx, id: string) => {
    const [row] = await tx.query<{ total: number }>('SELECT total FROM counter WHERE id = $1 FOR UPDATE', [id]);
    if (row!.total === 0) await tx.query('UPDATE counter SET total = 1 WHERE id = $1', [id]); // decides again: the nurse may have been first
  };
  world.timers(await world.open('toy'), { k: async (tx, timer) => effect(tx, timer.aggregateId) });
  world.timers(await world.open('toy'), { k: async (tx, timer) => effect(tx, timer.aggregateId) });
  await Promise.all(ids(200).map(async (id, n) => {
    await new Promise((done) => setTimeout(done, 30 + n));
    let tries = 0;
    const take = (): Promise<void> => transact(db, actor, async (tx) => {
      tries += 1;
      const [row] = await tx.query<{ total: number }>('SELECT total FROM counter WHERE id = $1 FOR UPDATE', [id]);
      if (row!.total === 0) await tx.query('UPDATE counter SET total = 2 WHERE id = $1', [id]);
      tx.cancelTimers(id);
    }).catch((error: Fault) => (error.code === 'TOO_MANY' ? take() : Promise.reject(error))); // two hundred on five connections: a slow machine lets some wait too long
    await take();
    deadlocks += tries - 1;
  }));
  await until(async () => (await left()) === 0);
  expect(deadlocks).toBe(0);
  const outcomes = await read<{ total: number; n: number }>(db, 'SELECT total, count(*) AS n FROM counter GROUP BY total');
  expect(outcomes.reduce((sum, row) => sum + row.n, 0)).toBe(200);
  expect(outcomes.map((row) => row.total).sort()).not.toContain(0);
});

test('a handler that fails is tried later, five times; then the timer is dead, shown and kept, and can be revived', async () => {
  let broken = true;
  const tries: number[] = [];
  const timers = world.timers(db, {
    k: async (tx, timer) => {
      tries.push(timer.attempts);
      if (broken) throw new Error('Anna mår illa');
      await fire.k(tx, timer);
    },
  });
  await schedule(['sick']);
  const due = (await read<{ due_at: Date }>(db, 'SELECT due_at FROM timer'))[0]!.due_at;
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    await until(() => tries.length >= attempt); // on a slow machine the next one may have come by itself
    await until(async () => (await read(db, 'SELECT 1 FROM timer WHERE attempts >= $1 UNION ALL SELECT 1 FROM dead_timer', [attempt])).length === 1);
    if (attempt < 5) expect(await read(db, 'SELECT due_at, attempts >= $1 AS tried, last_reason, fire_at > due_at AS later FROM timer', [attempt])).toEqual([{ due_at: due, tried: true, last_reason: 'Error', later: true }]);
    await shiftClock(world.fresh.adminUrl, `${attempt * 10} minutes`);
  }
  await until(() => timers.warnings().includes('1 timers failed and wait for a person'));
  expect(await read(db, 'SELECT kind, aggregate_id, due_at, attempts, reason FROM dead_timer')).toEqual([{ kind: 'k', aggregate_id: 'sick', due_at: due, attempts: 5, reason: 'Error' }]);

  broken = false;
  expect(await reviveDeadTimers(db, { by: 'nina' })).toBe(1);
  await until(async () => (await fired()).length === 1);
  expect(tries).toEqual([0, 1, 2, 3, 4, 0]);
  expect(await left('dead_timer')).toBe(0);
});

test('what the effect waits for in vain is no failed try, and other timers do not wait with it', async () => {
  await read(db, "INSERT INTO counter (id) VALUES ('held')");
  world.timers(await world.open('toy'), {
    k: async (tx, timer) => {
      await tx.query('SELECT 1 FROM counter WHERE id = $1 FOR UPDATE', [timer.aggregateId]);
      await fire.k(tx, timer);
    },
  });
  let release!: () => void;
  const holding = transact(db, actor, async (tx) => {
    await tx.query("SELECT 1 FROM counter WHERE id = 'held' FOR UPDATE");
    await new Promise<void>((done) => (release = done));
  });
  await schedule(['held', 'free']);
  await until(async () => (await fired()).some((row) => row.aggregate_id === 'free'));
  expect(await read(db, 'SELECT attempts, last_reason FROM timer')).toEqual([{ attempts: 0, last_reason: 'Fault CONFLICT_RETRY' }]);
  release();
  await holding;
  await until(async () => (await fired()).length === 2);
});

test('a timer nobody here handles stays, and shows as late', async () => {
  const timers = world.timers(db, fire);
  await schedule(['a'], -20_000, 'unknown');
  await until(() => timers.warnings().length > 0);
  expect(timers.warnings()[0]).toMatch(/the most overdue timer is 2\d s late/);
  expect(await left()).toBe(1);
});

test('schedulers killed while they fire lose no timer and fire none twice', async () => {
  await schedule(ids(1_000), -1_000);
  const script = join(__dirname, 'toy', 'scheduler.ts');
  for (let kill = 0; kill < 3; kill += 1) {
    const child = spawn(process.execPath, ['--require', 'tsx/cjs', script, world.fresh.url('toy')], { stdio: 'ignore' });
    const before = (await fired()).length;
    await until(async () => (await fired()).length > before + 20, 20_000);
    child.kill('SIGKILL');
    await new Promise((done) => child.once('close', done));
  }
  expect(await left()).toBeGreaterThan(0);
  world.timers(db, fire);
  await until(async () => (await left()) === 0, 30_000);
  expect(new Set((await fired()).map((row) => row.aggregate_id)).size).toBe(1_000);
  expect(await fired()).toHaveLength(1_000);
}, 120_000);
