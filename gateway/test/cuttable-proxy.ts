import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A TCP hop that can be cut and mended. */
export async function startProxy(targetUrl: string) {
  const target = new URL(targetUrl);
  const pairs = new Set<Socket>();
  let cut = false;
  const server = createServer((incoming) => {
    if (cut) return void incoming.destroy();
    const outgoing = connect(Number(target.port), target.hostname);
    for (const [one, other] of [[incoming, outgoing], [outgoing, incoming]] as const) {
      pairs.add(one);
      one.on('error', () => undefined);
      one.on('close', () => { pairs.delete(one); other.destroy(); });
      one.pipe(other);
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const close = () => { for (const socket of pairs) socket.destroy(); };
  return {
    url: `nats://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() { cut = true; close(); },
    mend() { cut = false; },
    async stop() { close(); await new Promise<void>((done) => server.close(() => done())); },
  };
}
