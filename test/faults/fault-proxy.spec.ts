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

const ask = (path: string, patienceMs = 10_000): Promise<string> =>
  fetch(`http://127.0.0.1:${proxy.port}${path}`, { signal: AbortSignal.timeout(patienceMs), headers: { connection: 'close' } }).then((response) => response.text());

test('[T11] without faults everything passes', async () => {
  expect(await ask('/a')).toBe('yes');
  expect(proxy.counts).toMatchObject({ passed: 1, timeout: 0, lostAnswer: 0, unavailable: 0 });
});

test('[T11] what times out has not arrived', async () => {
  proxy.rates = { ...noFaults, timeout: 1 };
  await expect(ask('/a', 500)).rejects.toThrow('timeout');
  expect(proxy.counts).toMatchObject({ passed: 0, timeout: 1 });
  expect(asked).toEqual([]);
});

test('[T11] what is executed but times out has arrived, and its caller hears nothing', async () => {
  proxy.rates = { ...noFaults, lostAnswer: 1 };
  await expect(ask('/a', 500)).rejects.toThrow('timeout');
  for (const deadline = Date.now() + 5_000; asked.length === 0 && Date.now() < deadline; ) await sleep(10);
  expect(asked).toEqual(['/a']);
});

test('[T11] what hangs is cut when its time is over, or when told so', async () => {
  proxy.rates = { ...noFaults, timeout: 1 };
  const hangs = ask('/a').then(() => 'yes', (error: Error) => error.message);
  for (const deadline = Date.now() + 5_000; proxy.counts.timeout === 0 && Date.now() < deadline; ) await sleep(10);
  proxy.cutHarmed();
  expect(await hangs).toBe('fetch failed');
});

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
