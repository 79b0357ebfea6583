import { setTimeout as sleep } from 'node:timers/promises';
import { presentServices } from '../seeded-database';
import { type PartName, type Stack, startStack } from '../stack';
import { expectInvariants } from './invariants';
import type { Acknowledged } from './journal';
import { firstSuccess, type Load, percentile, startLoad, summary, untilCases, untilProgress } from './load';
import { randomFrom, seed } from './random';

const full = process.env['TEST_FULL'] === '1';
const [killsEach, pauseMs] = full ? [20, 3_000] : [3, 1_000];
const parts: readonly PartName[] = [...presentServices.map(({ name }) => name as PartName), 'gateway'];

let stack: Stack;
let load: Load | undefined;
beforeAll(async () => void (stack = await startStack({ processes: true })), 240_000);
afterAll(async () => {
  await load?.stop();
  await stack?.stop();
}, 60_000);

/** What an operation needs of a process, so that its success says that the process is back. */
const needs: Partial<Record<PartName, readonly string[]>> = {
  directory: ['myProfile'], triage: ['startTriage', 'answerTriage', 'finishTriage'], oversight: ['myAccessLog'], notify: ['myNotifications'],
  cases: ['queue', 'takeCase', 'startCase', 'endCase', 'releaseCase', 'openCase', 'submitConsultation', 'handovers'],
  booking: ['myTickets', 'ticketSlots', 'bookSlot', 'publishSlots', 'issueTicket'], messaging: ['myThreads', 'postMessage', 'markRead'],
};
/** What must have been promised before the first kill and after the last one: everybody is in every room. */
const everyRoom: readonly Acknowledged['act'][] = ['FINISH', 'TAKE', 'START', 'BOOK', 'POST', 'SUBMIT', 'ASK_HANDOVER', 'PUBLISH', 'ISSUE'];

const untilEveryRoom = (from: number): Promise<void> =>
  untilProgress(load!, () => everyRoom.every((act) => load!.journal.acknowledged.slice(from).some((each) => each.act === act)), `a yes in every room (${everyRoom.join(', ')})`);

test(`[T1] ${parts.join(', ')} killed ${killsEach} times each, in random order under mixed load: nothing acknowledged is lost, nothing happens twice, and work goes on within 10 s of each restart (seed ${seed})`, async () => {
  const next = randomFrom(seed);
  load = await startLoad(stack, seed, { patients: 5, staff: 6, partners: 1, pauseMs: 120 });
  await untilEveryRoom(0);
  const back: { part: PartName; took: number }[] = [];
  const from = Date.now();
  const order = parts.flatMap((part) => Array.from({ length: killsEach }, () => ({ part, place: next() }))).sort((a, b) => a.place - b.place);
  for (const { part } of order) {
    await sleep(next() * pauseMs);
    await stack.kill(part);
    await sleep(next() * 1_000);
    const restarted = Date.now();
    const ready = stack.restart(part);
    const took = await firstSuccess(load, restarted, 60_000, needs[part]);
    await ready;
    back.push({ part, took });
  }
  const took = Date.now() - from;
  await untilEveryRoom(load.journal.acknowledged.length);
  await untilCases(load, load.cases() + 5);
  await load.stop();
  const rest = await expectInvariants(stack.adminUrl, load.journal, 60_000);
  process.stdout.write(`T1 (seed ${seed}): ${order.length} kills in ${took} ms; first success after restart: ${back.map(({ part, took: ms }) => `${part} ${ms} ms`).join(', ')}; at rest after ${rest} ms; ${summary(load)}\n`);
  expect(back.filter(({ took: ms }) => ms > 10_000)).toEqual([]);
}, 300_000 + parts.length * killsEach * 25_000);

test(`[T18] the operators of SMS and alarms away and back under mixed load: intake and everybody else go on without a fault, nothing is told twice, and every invariant holds (seed ${seed})`, async () => {
  load = await startLoad(stack, seed + 1, { patients: 4, staff: 4, partners: 1, pauseMs: 200 });
  await untilCases(load, 3);
  const [away, before] = [Date.now(), load.cases()];
  await stack.kill('receiver');
  await untilCases(load, before + 8);
  await untilProgress(load, () => Date.now() - away > 15_000, '15 s without operators');
  const meanwhile = load.measured.filter((each) => each.startedAt >= away);
  await stack.restart('receiver');
  await untilCases(load, load.cases() + 3);
  await load.stop();
  expect(meanwhile.filter((each) => each.fault !== undefined)).toEqual([]);
  const rest = await expectInvariants(stack.adminUrl, load.journal, 60_000);
  process.stdout.write(`T18 (seed ${seed}): ${meanwhile.length} operations without operators, p95 ${percentile(meanwhile, 0.95)} ms; at rest after ${rest} ms; ${summary(load)}\n`);
}, 300_000);
