import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { randomFrom, seed } from '../../../../test/actors/random';
import { slowerBy } from '../../../../test/faults/this-machine';
import { escalationWorld, type EscalationWorld, minutes, receive, type Sent, until } from '../escalation-world';

const full = process.env.TEST_FULL === '1';
const amount = full ? 10_000 : 2_000;
const kills = full ? 10 : 3;

let world: EscalationWorld;
let schedulers: ChildProcess[] = [];
beforeEach(async () => {
  world = await escalationWorld();
});
afterEach(async () => {
  await Promise.all(schedulers.map(kill));
  schedulers = [];
  await world.end();
});

async function startScheduler(): Promise<void> {
  const child = fork(join(__dirname, 'scheduler-process.ts'), [world.fresh.url('cases')], { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  schedulers.push(child);
  await once(child, 'message');
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

async function sendMany(cases: Sent[]): Promise<void> {
  for (let i = 0; i < cases.length; i += 50) {
    await transact(world.db, systemActor('cases'), async (tx) => {
      for (const sent of cases.slice(i, i + 50)) await receive(tx, sent);
    });
  }
}

interface Fired {
  caseId: string;
  priority: string;
  step: number;
  at: Date;
  dueAt: Date;
}

/** Every step that was taken, in the order in which they were, with the time at which it was due by the default policy. */
const fired = (): Promise<Fired[]> => read(world.db,
  `SELECT c.id AS "caseId", c.priority, s.step, h.at, c.waiting_since + (c.due_at - c.waiting_since) * (0.5 + 0.5 * s.step) AS "dueAt"
     FROM case_history h JOIN "case" c ON c.id = h.case_id, LATERAL (SELECT right(h.reason, 1)::int AS step) s
    WHERE h.action = 'ESCALATE' ORDER BY h.id`);

/** Also those that were put off for a second, since somebody else held their case. */
const overdue = async (): Promise<number> => (await read<{ n: number }>(world.db, 'SELECT count(*) AS n FROM timer WHERE due_at <= vardgraf.now()'))[0]!.n;

/** [I2, I3] each step of each case once and in order, every event numbered without a gap, and no timer given up. */
async function expectExactlyOnce(steps: Fired[]): Promise<void> {
  const byCase = new Map<string, number[]>();
  for (const { caseId, step } of steps) byCase.set(caseId, [...(byCase.get(caseId) ?? []), step]);
  for (const taken of byCase.values()) expect(taken).toEqual(taken.map((_, i) => i + 1));
  expect((await read(world.db, 'SELECT aggregate_id FROM outbox GROUP BY aggregate_id HAVING count(*) <> max(version)')).length).toBe(0);
  expect(await read(world.db, `SELECT id FROM "case" c WHERE version <> (SELECT max(version) FROM outbox WHERE aggregate_id = c.id::text)`)).toEqual([]);
  expect(await read(world.db, 'SELECT * FROM dead_timer')).toEqual([]);
  expect((await read<{ n: number }>(world.db, "SELECT count(*) AS n FROM outbox WHERE type = 'case.escalated'"))[0]!.n).toBe(steps.length);
}

describe('escalation with several schedulers', () => {
  it(`[QUE-6, T12] ${amount} timers, an hour without a scheduler, then three of which ${kills} are killed in the act: the overdue half within 30 s, every step of every case once (seed ${seed})`, async () => {
    const slower = slowerBy();
    const restart = (await world.now()).getTime() + minutes(60);
    const handling = [10, 30, 120, 480];
    await sendMany(Array.from({ length: amount }, (_, i): Sent => ({
      priority: String(2 + (i % 4)), createdAt: new Date(restart - minutes(60) + (i / amount) * minutes(120) - minutes(handling[i % 4]!)),
    })));
    await world.setClock(new Date(restart));
    const waiting = await overdue();
    expect(waiting).toBeGreaterThan(amount * 0.49);

    await startScheduler();
    const restarted = Date.now();
    await Promise.all([startScheduler(), startScheduler()]);
    const next = randomFrom(seed);
    const murders = (async () => {
      for (let i = 0; i < kills; i += 1) {
        await sleep(150 + next() * 250);
        await kill(schedulers.shift()!);
        await startScheduler();
      }
    })();
    await until(overdue, (left) => left === 0, 240_000, 200);
    const took = Date.now() - restarted;
    const caughtUp = await fired();
    await murders;
    await world.stepClock(minutes(24 * 60));
    await until(overdue, (left) => left === 0, 240_000, 200);

    const steps = await fired();
    await expectExactlyOnce(steps);
    expect(steps).toHaveLength(3 * amount);
    expect(steps.every((step) => step.at >= step.dueAt)).toBe(true);
    process.stdout.write(`T12 (seed ${seed}): ${waiting} overdue timers, ${caughtUp.length} steps, caught up in ${took} ms by 3 schedulers with ${kills} kills, a processor ${slower.toFixed(2)} times slower\n`);
    expect(took).toBeLessThan(30_000 * slower);
  }, 600_000);

  it('[QUE-6, T12] otherwise the lateness at the 99th percentile is at most 5 s', async () => {
    const first = (await world.now()).getTime() + minutes(60);
    const [count, spreadMs] = full ? [1_000, 20_000] : [200, 8_000];
    await sendMany(Array.from({ length: count }, (_, i): Sent => ({ priority: '2', createdAt: new Date(first + (i * spreadMs) / count - minutes(10)) })));
    await Promise.all([startScheduler(), startScheduler(), startScheduler()]);
    await world.setClock(new Date(first - 2_000)); // however long the sending took, nothing is late because of it
    await until(fired, (steps) => steps.length === count, 60_000, 250);
    const steps = await fired();
    await expectExactlyOnce(steps);
    const late = steps.map((step) => step.at.getTime() - step.dueAt.getTime()).sort((a, b) => a - b);
    process.stdout.write(`T12: lateness of ${count} steps: median ${late[count >> 1]} ms, p99 ${late[Math.floor(count * 0.99)]} ms, most ${late.at(-1)} ms\n`);
    expect(late[0]).toBeGreaterThanOrEqual(0);
    expect(late[Math.floor(count * 0.99)]).toBeLessThanOrEqual(5_000);
  }, 120_000);
});
