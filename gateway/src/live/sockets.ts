import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { acceptLanguage } from '@vardgraf/service-kit/subgraph';
import { clientAddress, originAllowed } from '../front/origins';
import { limits } from '../limits/limits';
import { Connection } from './connection';
import type { Connections } from './connections';
import { nextMessage } from './frame';
import { closeCodes, LiveSocket, type LiveWire } from './live-socket';
import { liveProtocol, type ProtocolParts } from './protocol';

const pingMs = 12_000;

/** The WebSockets of this process: who may open one, what comes in on it, whether its other end still lives. */
export class Sockets {
  private readonly server: WebSocketServer;
  private readonly protocol: ReturnType<typeof liveProtocol>;
  private readonly open = new Map<WebSocket, Connection>();
  private readonly pinging: NodeJS.Timeout;

  constructor(private readonly parts: ProtocolParts & { connections: Connections }) {
    this.server = new WebSocketServer({
      noServer: true, maxPayload: limits.bodyBytes, perMessageDeflate: false, clientTracking: false,
      // A protocol we do not speak is taken up all the same, so that the client gets to see 4406 instead of a broken handshake.
      handleProtocols: (offered) => (offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) ? GRAPHQL_TRANSPORT_WS_PROTOCOL : [...offered][0] ?? false),
    });
    this.protocol = liveProtocol(parts);
    this.pinging = setInterval(() => this.ping(), pingMs);
    this.pinging.unref();
  }

  /** Takes the upgrades of a server's `/graphql`. */
  attach(http: HttpServer): void {
    http.on('upgrade', (request, stream, head) => {
      const refusal = this.refusal(request);
      if (refusal) {
        this.parts.metrics.connectionsRefused.inc({ transport: 'ws', status: refusal.slice(0, 3) });
        refuse(stream, refusal);
      } else this.server.handleUpgrade(request, stream, head, (socket) => this.opened(socket, request));
    });
  }

  /** Nothing is pinged any more, and no upgrade is taken. */
  close(): void {
    clearInterval(this.pinging);
    this.server.close();
  }

  private refusal(request: IncomingMessage): string | undefined {
    const { env, connections } = this.parts;
    if ((request.url ?? '').split('?', 1)[0] !== '/graphql') return '404 Not Found';
    if (!originAllowed(request, env)) return '403 Forbidden';
    return connections.refusal(clientAddress(request, env.TRUSTED_PROXIES));
  }

  private opened(socket: WebSocket, request: IncomingMessage): void {
    const { env, metrics, log, connections } = this.parts;
    const live = new LiveSocket(wireOf(socket), metrics);
    const connection = new Connection(live, 'ws', clientAddress(request, env.TRUSTED_PROXIES), acceptLanguage(request.headers['accept-language']));
    this.open.set(socket, connection);
    connections.opened(connection);
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
        if (/^Unexpected message of type /.test((error as Error).message)) return live.close(4400, 'Invalid message received'); // one that only servers send
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
      connections.closed(connection, codeLabel(code));
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
}

function wireOf(socket: WebSocket): LiveWire {
  return {
    get open() {
      return socket.readyState === socket.OPEN;
    },
    get bufferedAmount() {
      return socket.bufferedAmount;
    },
    write: (text, sent) => socket.send(text, sent),
    next: nextMessage,
    close: (code, reason) => socket.close(code, reason),
    cut: () => socket.terminate(),
  };
}

/** A client may close with any code: those that are nobody's count as one. */
function codeLabel(code: number): string {
  return (code >= 1000 && code <= 1015) || (code >= 4400 && code <= 4429) || code === 4500 ? String(code) : 'other';
}

function refuse(stream: Duplex, status: string): void {
  stream.on('error', () => undefined);
  stream.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
