import { setTimeout as sleep } from 'node:timers/promises';
import { residentMb } from '../bench/platform';
import { type Stack, startStack } from '../stack';
import { World } from '../world';
import { centile, type Seat, statusNow, takeSeats, untilAllKnow } from './live-audience';
import { addLiveUnits, changes, type LiveUnit } from './live-units';
import { slowerBy } from './this-machine';

const full = process.env['TEST_FULL'] === '1';
/** In CI no longer than until the slow ones are gone, but long enough to see what the others are told and what grows. */
const size = { viewers: 1_000, slow: 50, perSecond: full ? 10 : 4, seconds: 40, leastMs: full ? 40_000 : 20_000 };
const slower = slowerBy();
const bars = { moreMb: 100, goneMs: 30_000, p95Ms: 1_000 * slower };

let stack: Stack;
let unit: LiveUnit;
let seats: Seat[] = [];
beforeAll(async () => {
  stack = await startStack({ processes: true, envOf: { gateway: { MAX_SOCKETS_PER_PERSON: '5000' } } });
  await new World(stack).isOpen();
  [unit] = (await addLiveUnits(stack, 1)) as [LiveUnit];
}, 400_000);
afterAll(async () => {
  for (const { socket } of seats) socket.terminate();
  await stack?.stop();
}, 60_000);

/** Sockets that the gateway holds open. */
async function socketsOpen(): Promise<number> {
  const text = await (await fetch(`${stack.url('gateway')}/metrics`)).text();
  return Number(/^vardgraf_live_connections\{[^}]*transport="ws"[^}]*\} (\d+)$/m.exec(text)![1]);
}

test(`[T15] [LIV-1] ${size.slow} of ${size.viewers} viewers of one unit stop reading: the gateway grows by 100 MB at most, is rid of them within 30 s, and the others are told within 1 s (p95), by as much longer as this machine is slower`, async () => {
  seats = await takeSeats(stack, [unit], size.viewers);
  await changes(stack, [unit], { perSecond: size.perSecond, seconds: 8 });
  await untilAllKnow(seats);
  expect(await socketsOpen()).toBe(size.viewers);

  const resident = (): number => residentMb(stack.pid('gateway'))!;
  const [before, stoppedAt] = [resident(), performance.now()];
  const [slow, others] = [seats.slice(0, size.slow), seats.slice(size.slow)];
  for (const { socket } of slow) socket.pause();
  const earlier = unit.done.length;
  let [most, goneAfter, working] = [before, Infinity, true];
  const enough = (): boolean => goneAfter < Infinity && performance.now() - stoppedAt > size.leastMs;
  const done = changes(stack, [unit], { ...size, enough }).finally(() => { working = false; });
  while (working) {
    most = Math.max(most, resident());
    if (goneAfter === Infinity && (await socketsOpen()) <= others.length) goneAfter = performance.now() - stoppedAt;
    await sleep(250);
  }
  await done;
  await untilAllKnow(others);

  const made = unit.done.length - earlier;
  const took = others.flatMap((seat) => seat.took.slice(earlier));
  const [p50, p95] = [0.5, 0.95].map((of) => centile(took, of)) as [number, number];
  process.stdout.write(`T15: ${size.slow} of ${size.viewers} never read, ${made} changes, ${size.perSecond} a second: gateway ${before.toFixed(0)} MB, at most ${(most - before).toFixed(0)} MB more; rid of them after ${(goneAfter / 1_000).toFixed(1)} s; the others ${took.length} frames, p50 ${p50.toFixed(0)}, p95 ${p95.toFixed(0)} ms; ${slower.toFixed(2)} times slower\n`);
  expect(most - before).toBeLessThanOrEqual(bars.moreMb);
  expect(goneAfter).toBeLessThanOrEqual(bars.goneMs);
  expect(await socketsOpen()).toBe(others.length);
  expect(others.filter(({ closed }) => closed)).toEqual([]);
  expect(took.length).toBe(others.length * made);
  expect(await statusNow(stack, unit)).toBe(unit.done.at(-1)!.status);
  expect(p95).toBeLessThanOrEqual(bars.p95Ms);
}, 300_000);
