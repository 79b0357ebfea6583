import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { webhookPartners } from '../src/operators/webhook-call';
import { partnerServer } from './webhook-world';

const secrets = [`whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`];
const message = (url: string) => ({ url, id: 'evt', body: '{}', secrets });
const calls = (loopback: boolean, timeoutMs = 5_000) => webhookPartners({ loopback, timeoutMs });

test('[PAR-1] at the moment of the call, too, an address in a private network is not called: nothing connects to it', async () => {
  let connections = 0;
  const server = createServer((socket) => { connections += 1; socket.destroy(); });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  for (const url of [`https://127.0.0.1:${port}/`, `https://localhost:${port}/`, `https://[::1]:${port}/`, `https://[::ffff:127.0.0.1]:${port}/`, `http://127.0.0.1:${port}/`]) {
    expect(await calls(false).send(message(url))).toEqual({ is: 'NOTHING', failure: 'ADDRESS_NOT_ALLOWED' });
  }
  expect(connections).toBe(0);
  // The same is called where this machine may be: what answers there is no TLS.
  expect(await calls(true).send(message(`https://localhost:${port}/`))).toEqual({ is: 'NOTHING', failure: 'NO_CONNECTION' });
  expect(connections).toBe(1);
  await new Promise((done) => server.close(done));
});

test('[PAR-1] a name that leads to this machine is resolved once, and the call goes to what was found', async () => {
  const server = await partnerServer();
  expect(await calls(true).send(message(server.url.replace('127.0.0.1', 'localhost')))).toEqual({ is: 'ANSWER', status: 204 });
  expect(server.got).toHaveLength(1);
  await server.stop();
});

test('[BEY-13] an answer that does not come is waited for as long as is said', async () => {
  const server = await partnerServer();
  server.answers(() => 'never');
  const began = performance.now();
  expect(await calls(true, 200).send(message(server.url))).toEqual({ is: 'NOTHING', failure: 'TIMED_OUT' });
  expect(performance.now() - began).toBeGreaterThanOrEqual(190);
  await server.stop();
});

test('[PAR-1] an answer is had as soon as its status is, however much follows', async () => {
  const server = await partnerServer();
  server.answers(() => [200, { 'retry-after': '7', 'content-length': '999999999' }]);
  expect(await calls(true).send(message(server.url))).toEqual({ is: 'ANSWER', status: 200, retryAfterSeconds: 7 });
  await server.stop();
});
