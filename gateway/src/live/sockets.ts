import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { acceptLanguage } from '@vardgraf/service-kit/subgraph';
import { clientAddress, originAllowed } from '../front/origins';
import { type Caller, callerId } from '../identity/callers';
import { limits } from '../limits/limits';
import { Connection } from './connection';
import { closeCodes, LiveSocket } from './live-socket';
import { liveProtocol, type ProtocolParts } from './protocol';

/** Sockets of one address that have not said who they are. */
const maxUnknownPerAddress = 200;
const pingMs = 12_000;
const sweepMs = 1_000;

/** All WebSockets of this process: who may open one, whether its other end still lives, and how they end. */
export class Sockets {
  private readonly server: WebSocketServer;
  private readonly protocol: ReturnType<typeof liveProtocol>;
  private readonly open = new Map<WebSocket, Connection>();
  private readonly timers: NodeJS.Timeout[];
  private draining = false;

  constructor(private readonly parts: Omit<ProtocolParts, 'mayAdmit'>) {
    this.server = new WebSocketServer({
      noServer: true, maxPayload: limits.bodyBytes, perMessageDeflate: false, clientTracking: false,
      // A protocol we do not speak is taken up all the same, so that the client gets to see 4406 instead of a broken handshake.
      handleProtocols: (offered) => (offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) ? GRAPHQL_TRANSPORT_WS_PROTOCOL : [...offered][0] ?? false),
    });
    this.protocol = liveProtocol({ ...parts, mayAdmit: (caller) => this.count((c) => c.caller !== undefined && callerId(c.caller.actor) === callerId(caller.actor)) < parts.env.MAX_SOCKETS_PER_PERSON });
    this.timers = [setInterval(() => this.ping(), pingMs), setInterval(() => this.sweep(), sweepMs)];
    for (const timer of this.timers) timer.unref();
  }

  /** Takes the upgrades of a server's `/graphql`. */
  attach(http: HttpServer): void {
    http.on('upgrade', (request, stream, head) => {
      const refusal = this.refusal(request);
      if (refusal) {
        this.parts.metrics.refused.inc({ reason: 'socket' });
        refuse(stream, refusal);
      } else this.server.handleUpgrade(request, stream, head, (socket) => this.opened(socket, request));
    });
  }

  /** Closes sockets for which it is true: their token is no longer what it says. */
  closeWhere(test: (caller: Caller) => boolean, reason: string): void {
    for (const connection of this.open.values()) {
      if (connection.caller && test(connection.caller)) connection.socket.close(closeCodes.forbidden, reason);
    }
  }

  /** Closes every socket with 1012, spread over `spreadMs`; what does not close is cut. */
  async drain(spreadMs: number): Promise<void> {
    this.draining = true;
    for (const timer of this.timers) clearInterval(timer);
    const timers = [...this.open.keys()].map((socket) => setTimeout(() => socket.close(closeCodes.restart, 'Service restart'), Math.random() * spreadMs));
    const deadline = Date.now() + spreadMs + 1_000;
    while (this.open.size > 0 && Date.now() < deadline) await new Promise((done) => setTimeout(done, 20));
    for (const timer of timers) clearTimeout(timer);
    for (const socket of this.open.keys()) socket.terminate();
    this.server.close();
  }

  private refusal(request: IncomingMessage): string | undefined {
    const { env } = this.parts;
    if ((request.url ?? '').split('?', 1)[0] !== '/graphql') return '404 Not Found';
    if (this.draining) return '503 Service Unavailable';
    if (!originAllowed(request, env)) return '403 Forbidden';
    if (this.open.size >= env.MAX_SOCKETS) return '503 Service Unavailable';
    const address = clientAddress(request, env.TRUSTED_PROXIES);
    if (this.count((c) => c.caller === undefined && c.address === address) >= maxUnknownPerAddress) return '429 Too Many Requests';
    return undefined;
  }

  private opened(socket: WebSocket, request: IncomingMessage): void {
    const { env, metrics, log } = this.parts;
    const live = new LiveSocket(socket, metrics);
    const connection = new Connection(live, clientAddress(request, env.TRUSTED_PROXIES), acceptLanguage(request.headers['accept-language']));
    this.open.set(socket, connection);
    metrics.sockets.set(this.open.size);
    let receive: (text: string) => Promise<void> = async () => undefined;
    const closed = this.protocol.opened(
      {
        protocol: socket.protocol,
        send: async (text) => live.send(text),
        close: (code, reason) => live.close(code ?? 1000, reason ?? ''),
        onMessage: (handle) => {
          receive = handle;
        },
      },
      { connection },
    );
    socket.on('message', (message, binary) => {
      if (!live.open) return;
      if (binary) return live.close(4400, 'Invalid message received');
      if (!connection.count()) return live.close(closeCodes.tooMany, 'Too many messages');
      receive(String(message)).catch((error: unknown) => {
        log.error({ err: error }, 'a socket message could not be handled');
        live.close(4500, 'Internal server error');
      });
    });
    socket.on('pong', () => {
      connection.alive = true;
    });
    socket.on('error', (error) => log.debug({ err: error }, 'socket error')); // ws closes it with the fitting code itself
    socket.once('close', (code, reason) => {
      this.open.delete(socket);
      connection.ended();
      metrics.sockets.set(this.open.size);
      metrics.socketsClosed.inc({ code: String(code) });
      closed(code, String(reason)).catch((error: unknown) => log.error({ err: error }, 'a socket could not be cleaned up'));
    });
  }

  /** Half-open connections are found out within two rounds. */
  private ping(): void {
    for (const [socket, connection] of this.open) {
      if (!connection.alive) socket.terminate();
      connection.alive = false;
      if (socket.readyState === socket.OPEN) socket.ping();
    }
  }

  private sweep(): void {
    const now = Date.now();
    for (const connection of this.open.values()) connection.socket.sweep(now);
  }

  private count(test: (connection: Connection) => boolean): number {
    let count = 0;
    for (const connection of this.open.values()) if (test(connection)) count += 1;
    return count;
  }
}

function refuse(stream: Duplex, status: string): void {
  stream.on('error', () => undefined);
  stream.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
