import { setTimeout as sleep } from 'node:timers/promises';
import { type PartName, type Stack, startStack } from '../stack';
import { expectInvariants } from './invariants';
import { firstSuccess, type Load, startLoad, summary, untilCases } from './load';
import { oneOf, randomFrom, seed } from './random';

const full = process.env['TEST_FULL'] === '1';
const killsEach: Partial<Record<PartName, number>> = full ? { directory: 20, triage: 20, cases: 20, oversight: 20, gateway: 20 } : { cases: 1, triage: 1, gateway: 1 };
const allParts = Object.entries(killsEach).flatMap(([part, times]) => Array.from({ length: times }, () => part as PartName));

let stack: Stack;
let load: Load | undefined;
beforeAll(async () => void (stack = await startStack({ processes: true })), 120_000);
afterAll(async () => {
  await load?.stop();
  await stack?.stop();
}, 60_000);

/** What an operation needs of a process, so that its success says that the process is back. */
const needs: Partial<Record<PartName, readonly string[]>> = {
  cases: ['queue', 'takeCase', 'startCase', 'endCase', 'releaseCase', 'openCase'], triage: ['startTriage', 'answerTriage', 'finishTriage'],
};

test(`[T1] ${allParts.length} kills of services and the gateway under load: nothing acknowledged is lost, nothing happens twice, and work goes on within 10 s of each restart (seed ${seed})`, async () => {
  const next = randomFrom(seed);
  load = await startLoad(stack, seed, { patients: 4, staff: 6 });
  await untilCases(load, 10);
  const back: string[] = [];
  const order = [...allParts].sort(() => next() - 0.5);
  if (!full) order[oneOf(next, [0, 1, 2])!] = oneOf(next, ['directory', 'oversight', 'cases', 'triage', 'gateway'] as const)!;
  for (const part of order) {
    await sleep(500 + next() * 3_000);
    await stack.kill(part);
    await sleep(next() * 1_000);
    const restarted = Date.now();
    const ready = stack.restart(part);
    const took = await firstSuccess(load, restarted, 20_000, needs[part]);
    await ready;
    back.push(`${part} ${took} ms`);
    expect(took).toBeLessThanOrEqual(10_000);
  }
  await untilCases(load, load.cases() + 10);
  await load.stop();
  const rest = await expectInvariants(stack.adminUrl, load.journal);
  process.stdout.write(`T1 (seed ${seed}): first success after restart: ${back.join(', ')}; at rest after ${rest} ms; ${summary(load)}\n`);
}, full ? 1_800_000 : 150_000);
