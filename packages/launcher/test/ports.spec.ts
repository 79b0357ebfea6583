import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { freePort, portIsFree } from '@vardgraf/launcher/ports';

test('free ports are given once each, and none of them is one that an outgoing connection is given', async () => {
  const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  const outgoing = socket.localPort!;
  socket.destroy();
  server.close();
  const ports = await Promise.all(Array.from({ length: 200 }, () => freePort()));
  expect(new Set(ports).size).toBe(200);
  expect(Math.max(...ports)).toBeLessThan(Math.min(outgoing, 32_768));
  expect(await portIsFree(ports[0]!)).toBe(true);
});
