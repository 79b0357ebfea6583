import { setTimeout as sleep } from 'node:timers/promises';
import type { Measured } from '../actors/graph-client';
import { randomFrom, seed } from '../actors/random';
import { type Stack, startStack } from '../stack';
import { expectInvariants, hashesOf, settled } from './invariants';
import { type Load, percentile, startLoad, summary, untilCases } from './load';
import { startOwnNats, useServers } from './own-servers';
import { slowerBy } from './this-machine';

const full = process.env['TEST_FULL'] === '1';
const kills = full ? 10 : 3;
const stopMs = 30_000;
const downMs = full ? 900_000 : 60_000;
const [intake, take] = [['startTriage', 'answerTriage', 'finishTriage'], ['takeCase', 'startCase', 'endCase', 'releaseCase']];
const [chat, booking] = [['myThreads', 'postMessage', 'markRead'], ['myTickets', 'ticketSlots', 'bookSlot', 'rebook', 'cancelBooking', 'publishSlots', 'issueTicket']];
const slower = slowerBy();
/** Of every hundred requests one may take longer. */
const blockedMs = 1_000 * slower;
/** Under this a ratio says more about the machine than about NATS. */
const floorMs = 400 * slower;

let servers: Awaited<ReturnType<typeof startOwnNats>>;
let stack: Stack;
let load: Load;
beforeAll(async () => {
  servers = await startOwnNats();
  useServers({ nats: servers.nats.url });
  stack = await startStack({ processes: true });
}, 240_000);
afterAll(async () => {
  await load?.stop();
  await stack?.stop();
}, 60_000);
afterAll(async () => {
  await servers?.close();
}, 60_000);

beforeEach(async () => {
  load = await startLoad(stack, seed, { patients: 3, staff: 3, partners: 1, pauseMs: 150 });
  await untilCases(load, 5);
}, 120_000);

const between = (from: number, to: number, operations: readonly string[]): Measured[] =>
  load.measured.filter((each) => each.startedAt >= from && each.startedAt < to && operations.includes(each.operation));

/** At rest within 30 s of NATS being back, nothing broken, and the load's own account of it. */
async function ended(name: string, more = ''): Promise<void> {
  const rest = await settled(stack.adminUrl, 30_000 + (load.measured.length === 0 ? 0 : 1_000));
  await load.stop();
  await expectInvariants(stack.adminUrl, load.journal);
  process.stdout.write(`${name} (seed ${seed}, ${slower.toFixed(1)} times slower): caught up after ${rest} ms; ${more}${summary(load)}\n`);
}

/** No request waits for NATS. */
function expectNotBlocked(from: number, to: number): number {
  const meanwhile = between(from, to, [...intake, ...take, ...chat, ...booking]);
  const slow = percentile(meanwhile, 0.99);
  expect(meanwhile.length).toBeGreaterThan(10);
  expect(slow).toBeLessThan(blockedMs);
  expect(meanwhile.filter((each) => each.fault !== undefined)).toEqual([]);
  return slow;
}

test(`[T3] nats-server killed ${kills} times under load: nothing lost, repeated or out of order, no request waits for it, and everybody has caught up within 30 s (seed ${seed})`, async () => {
  const next = randomFrom(seed);
  const from = Date.now();
  for (let n = 0; n < kills; n += 1) {
    await sleep(1_000 + next() * 2_000);
    await servers.nats.kill();
    await sleep(1_000 + next() * 2_000);
    await servers.nats.start();
  }
  await load.stop();
  const slow = expectNotBlocked(from, Date.now());
  await ended('T3 kill', `p99 ${slow} ms; `);
}, full ? 300_000 : 90_000);

test(`[T3] nats-server stopped for ${stopMs / 1000} s with its connections open: no request waits for it, and everybody has caught up within 30 s (seed ${seed})`, async () => {
  servers.nats.signal('SIGSTOP');
  const from = Date.now();
  await sleep(stopMs).finally(() => servers.nats.signal('SIGCONT'));
  await load.stop();
  const slow = expectNotBlocked(from, Date.now());
  await ended('T3 stop', `p99 ${slow} ms; `);
}, 120_000);

test(`[T4] NATS down for ${downMs / 1000} s: intake, taking cases, chat and booking fail never and are as fast as before, and afterwards everything is told in order (seed ${seed})`, async () => {
  await sleep(8_000);
  const down = Date.now();
  await servers.nats.kill();
  await sleep(downMs);
  const up = Date.now();
  await load.stop();
  await servers.nats.start();
  const lines: string[] = [];
  for (const [name, operations] of [['intake', intake], ['take', take], ['chat', chat], ['booking', booking]] as const) {
    const [base, without] = [between(0, down, operations), between(down, up, operations)];
    expect(without.length).toBeGreaterThan(5);
    expect(without.filter((each) => each.fault !== undefined)).toEqual([]);
    expect(percentile(without, 0.95)).toBeLessThanOrEqual(Math.max(floorMs, 1.5 * percentile(base, 0.95)));
    lines.push(`${name} p95 ${percentile(base, 0.95)} ms with, ${percentile(without, 0.95)} ms without NATS (${without.length} operations); `);
  }
  await ended('T4', lines.join(''));
}, downMs + 120_000);

test(`[T5] the NATS store is deleted: everybody goes on from the outboxes, and no read model changes by it (seed ${seed})`, async () => {
  await load.stop();
  await settled(stack.adminUrl, 30_000);
  const hashes = await hashesOf(stack.adminUrl);
  await servers.nats.kill();
  servers.nats.wipe();
  await servers.nats.start();
  await sleep(3_000); // silence after which every consumer has looked into the feed
  expect(await hashesOf(stack.adminUrl)).toEqual(hashes);
  load = await startLoad(stack, seed + 1, { patients: 3, staff: 3, partners: 1 });
  await untilCases(load, 5);
  await servers.nats.kill();
  servers.nats.wipe();
  await untilCases(load, load.cases() + 5);
  await servers.nats.start();
  await untilCases(load, load.cases() + 5);
  await load.stop();
  await ended('T5');
}, 120_000);
