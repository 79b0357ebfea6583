import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { escalationWorld, type EscalationWorld, minutes, receive, until } from '../escalation-world';

const amount = 30;
const late = 5_000;
let world: EscalationWorld;
const schedulers: ChildProcess[] = [];
beforeAll(async () => {
  world = await escalationWorld();
});
afterAll(async () => {
  for (const child of schedulers) {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
  await world.end();
});

/** A scheduler on a machine whose clock is so far from the database's. */
async function startScheduler(skewMs: number): Promise<void> {
  const child = fork(join(__dirname, 'scheduler-process.ts'), [world.fresh.url('cases')], {
    execArgv: ['--require', join(__dirname, 'skewed-clock.cjs'), '--import', 'tsx'], env: { ...process.env, CLOCK_SKEW_MS: String(skewMs) }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  schedulers.push(child);
  await once(child, 'message');
}

it('[QUE-6, T13] schedulers on machines whose clocks go ten minutes wrong, before and behind: every step comes once, none early, none late', async () => {
  await Promise.all([startScheduler(minutes(10)), startScheduler(-minutes(10))]);
  const soon = (await world.now()).getTime() + 4_000;
  await transact(world.db, systemActor('cases'), async (tx) => {
    for (let i = 0; i < amount; i += 1) await receive(tx, { priority: '2', createdAt: new Date(soon + i * 100 - minutes(10)) });
  });
  const fired = () => read<{ step: number; lateMs: number; caseId: string }>(world.db,
    `SELECT c.id AS "caseId", right(h.reason, 1)::int AS step, (extract(epoch FROM h.at - (c.waiting_since + (c.due_at - c.waiting_since) * (0.5 + 0.5 * right(h.reason, 1)::int))) * 1000)::float8 AS "lateMs"
       FROM case_history h JOIN "case" c ON c.id = h.case_id WHERE h.action = 'ESCALATE' ORDER BY h.id`);
  await until(fired, (steps) => steps.length >= amount, 60_000, 250);
  // The steps after the first lie minutes ahead: neither scheduler takes its own clock for the platform's.
  const first = await fired();
  expect(first.map(({ step }) => step)).toEqual(Array.from({ length: amount }, () => 1));
  expect(new Set(first.map(({ caseId }) => caseId)).size).toBe(amount);
  expect(Math.min(...first.map(({ lateMs }) => lateMs))).toBeGreaterThanOrEqual(0);
  process.stdout.write(`T13: lateness of ${amount} steps with clocks ten minutes before and behind: most ${Math.max(...first.map(({ lateMs }) => lateMs))} ms\n`);
  expect(Math.max(...first.map(({ lateMs }) => lateMs))).toBeLessThanOrEqual(late);
}, 90_000);
