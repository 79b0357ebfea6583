import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below what Linux (from 32768) and others (from 49152) give to outgoing connections: one of those takes a port at any moment, also that of a server which is just being started anew. */
const [first, last] = [10_000, 32_767];
const given = new Set<number>();

/** A port nobody listens on right now; this process is given each once. Someone else may take it before we do: callers start their server at once. @throws Error when none is found */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    const port = randomInt(first, last + 1);
    if (given.has(port)) continue;
    given.add(port);
    if (await portIsFree(port, host)) return port;
  }
  throw new Error(`no free port from ${first} to ${last}`);
}

/** True when a server could listen on the port at this moment. */
export function portIsFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(port, host, () => server.close(() => done(true)));
  });
}
