import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { verifyChain } from '../../src/operations/verify-chain';
import { nils, type OversightWorld, oversightWorld, type Producer } from '../oversight-world';

const full = process.env['TEST_FULL'] === '1';
const [kills, looksEach] = full ? [20, 1_000] : [3, 150];
const producers: Producer[] = ['directory', 'triage', 'cases'];
const seed = Number(process.env['TEST_SEED'] ?? Date.now() % 1_000_000);

let world: OversightWorld;
let child: ChildProcess | undefined;
beforeEach(async () => void (world = await oversightWorld({ served: false })));
afterEach(async () => {
  await kill();
  await world.end();
});

function start(): void {
  child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, '../../src/main.ts')], {
    env: { ...process.env, DATABASE_URL: world.env.DATABASE_URL, NATS_URL: world.env.NATS_URL, NODE_ENV: 'test', PORT: '0', LOG_LEVEL: 'silent' }, stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function kill(): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** A small generator, so that a failing run can be repeated with TEST_SEED. */
function random(state: number): () => number {
  let x = state || 1;
  return () => ((x = (x * 48_271) % 2_147_483_647) / 2_147_483_647);
}

test(`[T21, AUD-1] oversight killed ${kills} times while three services write: every look is chained once, in its service's order, and the chain is whole (seed ${seed})`, async () => {
  const next = random(seed);
  start();
  let killing = true;
  const writers = producers.map(async (service) => {
    let n = 0;
    for (; killing || n < looksEach; n += 1) {
      await world.look(service, nils, { what: `case/${service}-${n}`, patientId: `patient-${n}` });
      await sleep(10);
    }
    return { service, looks: n };
  });
  for (let n = 0; n < kills; n += 1) {
    const before = (await world.entries()).length;
    await world.chained(before + 1, 45_000); // it chains again: worth killing
    await sleep(next() * 400);
    await kill();
    start();
  }
  killing = false;
  const written = await Promise.all(writers);
  const total = written.reduce((sum, { looks }) => sum + looks, 0);
  const entries = await world.chained(total, 60_000);
  expect(entries).toHaveLength(total);
  for (const { service, looks } of written) {
    expect(entries.filter((entry) => entry.service === service).map((entry) => entry.what)).toEqual(Array.from({ length: looks }, (_, n) => `case/${service}-${n}`));
  }
  expect(await verifyChain(world.db)).toMatchObject({ whole: true, entries: entries.length });
}, full ? 600_000 : 240_000);
