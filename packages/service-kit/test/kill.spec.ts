import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Database, read } from '../src/postgres';
import { count, noNats, toyWorld, type ToyWorld, until } from './toy/world';

let world: ToyWorld;
let db: Database;

beforeEach(async () => {
  world = await toyWorld();
  db = await world.open('toy');
});
afterEach(() => world.end());

function start(script: string) {
  return spawn(process.execPath, ['--require', 'tsx/cjs', join(__dirname, 'toy', script), world.fresh.url('toy')], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** A real process that writes as fast as it can; resolves with what it was told is committed, once it has been killed. */
async function writeAndDie(aliveMs: number): Promise<Map<string, number>> {
  const child = start('writer.ts');
  const acknowledged = new Map<string, number>();
  let first!: () => void;
  const started = new Promise<void>((done) => (first = done));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [id, version] = line.split(' ');
    acknowledged.set(id!, Math.max(acknowledged.get(id!) ?? 0, Number(version)));
    first();
  });
  await started;
  await new Promise((done) => setTimeout(done, aliveMs));
  child.kill('SIGKILL');
  await new Promise((done) => child.once('close', done));
  return acknowledged;
}

test('[SAF-5] a writer killed in the middle of its transactions leaves nothing half-written, and nothing acknowledged is lost', async () => {
  for (let kill = 1; kill <= 3; kill += 1) {
    const acknowledged = await writeAndDie(150 + Math.random() * 250);
    expect(acknowledged.size).toBeGreaterThan(0);
    for (const id of acknowledged.keys()) await count(db, id); // takes the row's lock: whatever the dead process held is free, at once

    const counters = await read<{ id: string; version: number }>(db, 'SELECT id, version FROM counter');
    for (const { id, version } of counters) expect(version).toBeGreaterThan(acknowledged.get(id) ?? 0);
    const unequal = await read(db, `
      SELECT c.id FROM counter c LEFT JOIN LATERAL (SELECT count(*) AS n, max(version) AS top FROM outbox WHERE aggregate_id = c.id) e ON true
       WHERE c.version <> c.total OR e.n <> c.version OR e.top <> c.version`);
    expect(unequal).toEqual([]);
    const [sums] = await read(db, `
      SELECT (SELECT seq FROM live_counter WHERE key = 'unit.toy') = (SELECT count(*) FROM audit WHERE action = 'count') AS counted,
             (SELECT count(*) FROM audit) = (SELECT count(*) FROM outbox WHERE type = 'audit.recorded') AS audited,
             (SELECT count(*) FROM audit) = (SELECT count(*) FROM timer) AS scheduled`);
    expect(sums).toEqual({ counted: true, audited: true, scheduled: true });
  }
}, 60_000);

test('[T1] a relay that is stopped with SIGSTOP loses its place to another within 15 s, and gives no position twice when it wakes', async () => {
  const child = start('relay-process.ts');
  const waiting = async () => (await read<{ n: number }>(db, 'SELECT count(*) AS n FROM outbox WHERE position IS NULL'))[0]!.n;
  await count(db, 'a');
  await until(async () => (await waiting()) === 0, 20_000);
  child.kill('SIGSTOP');
  const second = world.relay(db, noNats);
  await count(db, 'a');
  await until(async () => (await waiting()) === 0, 15_000);
  child.kill('SIGCONT');
  for (let turn = 0; turn < 20; turn += 1) await count(db, 'a');
  await until(async () => (await waiting()) === 0);
  await second.stop();
  await count(db, 'a');
  await until(async () => (await waiting()) === 0); // the first one again, with a new session
  expect(await read(db, 'SELECT position, version FROM outbox ORDER BY id')).toEqual(Array.from({ length: 23 }, (_, i) => ({ position: i + 1, version: i + 1 })));
  child.kill('SIGKILL');
  await new Promise((done) => child.once('close', done));
}, 60_000);
