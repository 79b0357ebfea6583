import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import pg from 'pg';
import { escalationWorld, type EscalationWorld, minutes, receive, until } from './escalation-world';

let world: EscalationWorld;
beforeEach(async () => {
  world = await escalationWorld();
});
afterEach(() => world.end());

/** Cases that are sent now; each has a step, a warning and a question ahead of it. */
async function send(amount: number): Promise<void> {
  await transact(world.db, systemActor('cases'), async (tx) => {
    for (let i = 0; i < amount; i += 1) await receive(tx, { priority: '3' });
  });
}

const due = async (): Promise<number> => (await read<{ n: number }>(world.db, 'SELECT count(*) AS n FROM timer WHERE fire_at <= vardgraf.now()'))[0]!.n;
const steps = async (): Promise<number> => (await read<{ n: number }>(world.db, "SELECT count(*) AS n FROM case_history WHERE action = 'ESCALATE'"))[0]!.n;

/**
 * Statements, BEGIN and COMMIT among them, that a scheduler of its own sends until nothing is due. Each is a round trip. What comes after the last one
 * that leaves something is the scheduler asking whether more is due, as often as it may before this test has seen that nothing is.
 */
async function statementsUntilNothingIsDue(): Promise<string[]> {
  const sent: string[] = [];
  const db = await world.open(2);
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  const spy = jest.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    if ((db.source.driver as unknown as { master: { _clients: unknown[] } }).master._clients.includes(this)) sent.push(typeof args[0] === 'string' ? args[0] : (args[0] as { text: string }).text);
    return query.apply(this, args);
  } as never);
  const timers = world.scheduler(db);
  await until(due, (left) => left === 0, 30_000);
  await timers.stop();
  spy.mockRestore();
  const last = sent.findLastIndex((sql) => sql.startsWith('INSERT'));
  return sent.slice(0, sent.indexOf('COMMIT', last) + 1);
}

const transactions = (sent: readonly string[]): number => sent.filter((sql) => sql === 'COMMIT').length;

it('[QUE-6, T12] a hundred overdue steps, warnings and questions cost less than one statement each', async () => {
  await send(100);
  await world.stepClock(minutes(31));
  expect(await due()).toBe(300);
  const sent = await statementsUntilNothingIsDue();
  expect(await steps()).toBe(100);
  process.stdout.write(`T12: 300 timers in ${sent.length} statements, ${transactions(sent)} transactions\n`);
  expect(sent.length).toBeLessThan(250);
  expect(transactions(sent)).toBeLessThan(25);
});

it('[QUE-6, T12] a step alone costs no more than before: its claim, its case, what decides, and one statement for each thing that it leaves', async () => {
  await send(1);
  await world.stepClock(minutes(31));
  const sent = await statementsUntilNothingIsDue();
  const start = sent.findIndex((sql) => sql.startsWith('INSERT INTO case_history'));
  const step = sent.slice(sent.lastIndexOf('START TRANSACTION', start), sent.indexOf('COMMIT', start) + 1);
  process.stdout.write(`T12: one step in ${step.length} statements\n`);
  expect(step.length).toBeLessThanOrEqual(19);
});
