import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomFrom } from '../actors/random';
import { type FaultProxy, noFaults, startFaultProxy } from './fault-proxy';

let asked: string[];
let server: Server;
let proxy: FaultProxy;

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.url!);
    response.end('yes');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  proxy = await startFaultProxy((server.address() as AddressInfo).port, randomFrom(7));
});
afterEach(async () => {
  await proxy.close();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

const ask = (path: string): Promise<string> => fetch(`http://127.0.0.1:${proxy.port}${path}`, { headers: { connection: 'close' } }).then((response) => response.text());

/** Asks, waits until it is so, and a moment more; then what hangs is cut. Answers what the caller was told until then, and in the end. */
async function asksUntil(so: () => boolean): Promise<{ before: string | undefined; after: string }> {
  let told: string | undefined;
  const asking = ask('/a').then((answer) => answer, (error: Error) => error.message).then((what) => (told = what));
  for (const deadline = Date.now() + 9_000; !so() && Date.now() < deadline; ) await sleep(10);
  await sleep(200);
  const before = told;
  proxy.cutHarmed();
  return { before, after: await asking };
}

test('[T11] without faults everything passes', async () => {
  expect(await ask('/a')).toBe('yes');
  expect(proxy.counts).toMatchObject({ passed: 1, timeout: 0, lostAnswer: 0, unavailable: 0 });
});

test('[T11] what times out has not arrived', async () => {
  proxy.rates = { ...noFaults, timeout: 1 };
  expect(await asksUntil(() => proxy.counts.timeout > 0)).toEqual({ before: undefined, after: 'fetch failed' });
  expect(proxy.counts).toMatchObject({ passed: 0, timeout: 1 });
  expect(asked).toEqual([]);
});

test('[T11] what is executed but times out has arrived, and its caller hears nothing', async () => {
  proxy.rates = { ...noFaults, lostAnswer: 1 };
  expect(await asksUntil(() => asked.length > 0)).toEqual({ before: undefined, after: 'fetch failed' });
  expect(asked).toEqual(['/a']);
});

test('[T11] what hangs is cut when its time is over, or when told so', async () => {
  proxy.rates = { ...noFaults, timeout: 1 };
  const hangs = ask('/a').then(() => 'yes', (error: Error) => error.message);
  for (const deadline = Date.now() + 5_000; proxy.counts.timeout === 0 && Date.now() < deadline; ) await sleep(10);
  proxy.cutHarmed();
  expect(await hangs).toBe('fetch failed');
  const again = Date.now();
  await expect(ask('/a')).rejects.toThrow('fetch failed');
  expect(Date.now() - again).toBeGreaterThan(1_000); // its time, not at once
}, 20_000);

test('[T11] what is unavailable breaks at once and has not arrived', async () => {
  proxy.rates = { ...noFaults, unavailable: 1 };
  await expect(ask('/a')).rejects.toThrow('fetch failed');
  expect(asked).toEqual([]);
});

test('[T11] the shares are those asked for', async () => {
  proxy.rates = { timeout: 0, lostAnswer: 0, unavailable: 0.2 };
  let refused = 0;
  for (let n = 0; n < 300; n += 1) refused += await ask(`/${n}`).then(() => 0, () => 1);
  expect(refused).toBeGreaterThan(30);
  expect(refused).toBeLessThan(90);
});
