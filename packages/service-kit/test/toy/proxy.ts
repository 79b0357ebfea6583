import { connect, createServer, type Server, type Socket } from 'node:net';

/** Bytes between a client and a server, until told otherwise. */
export interface Proxy {
  port: number;
  /** Connections that are open now stay open and say nothing any more (half-open TCP); new ones work. */
  silence(): void;
  /** What to do when the client sends this text: pass it on, then lose the answer. */
  loseAnswerTo(text: string, how: 'cut' | 'silence'): void;
  /** The next PostgreSQL connection is ended by its server in the packet that says it is ready. */
  endWhenReady(): void;
  close(): Promise<void>;
}

const readyForQuery = Buffer.from('Z\0\0\0\x05I', 'latin1');
/** ErrorResponse: FATAL 57P01, as an administrator's command ends a backend. */
const terminated = ((fields) => Buffer.concat([Buffer.from([0x45, 0, 0, 0, fields.length + 4]), fields]))(Buffer.from('SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0'));

export async function startProxy(port: number): Promise<Proxy> {
  const pairs = new Set<{ client: Socket; server: Socket; deaf: boolean }>();
  let losing: { text: string; how: 'cut' | 'silence' } | undefined;
  let ending = false;
  const proxy: Server = createServer((client) => {
    const pair = { client, server: connect(port, '127.0.0.1'), deaf: false };
    const doomed = ending;
    ending = false;
    pairs.add(pair);
    client.on('error', () => undefined).on('close', () => pair.server.destroy());
    pair.server.on('error', () => undefined).on('close', () => pair.deaf || client.destroy());
    client.on('data', (bytes) => {
      const lose = losing && bytes.includes(losing.text) ? losing : undefined;
      if (!pair.deaf) pair.server.write(bytes);
      if (!lose) return;
      pair.deaf = true;
      losing = undefined;
      if (lose.how === 'cut') setTimeout(() => client.destroy(), 200); // the server has had time to do it
    });
    pair.server.on('data', (bytes) => {
      if (pair.deaf) return;
      if (!doomed || !bytes.subarray(-6).equals(readyForQuery)) return void client.write(bytes);
      pair.deaf = true;
      client.end(Buffer.concat([bytes, terminated]));
      pair.server.destroy();
    });
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  return {
    port: (proxy.address() as { port: number }).port,
    silence: () => pairs.forEach((pair) => (pair.deaf = true)),
    loseAnswerTo: (text, how) => void (losing = { text, how }),
    endWhenReady: () => void (ending = true),
    async close() {
      for (const { client, server } of pairs) for (const socket of [client, server]) socket.destroy();
      await new Promise((done) => proxy.close(done));
    },
  };
}
