import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { sendJson, traced } from '@vardgraf/service-kit/http';
import type { Log } from '@vardgraf/service-kit/log';
import type { LiveTokens } from '../identity/live-tokens';
import type { GatewayMetrics } from '../metrics';
import { sendFault } from './answers';
import { serveStream, type StreamDoor, wantsStream } from './event-stream';
import { graphiqlFile } from './graphiql';
import { type GraphqlDoor, serveGraphql } from './graphql-door';
import type { Readiness } from './health';
import { publicTellsAll } from './inside-door';
import { passedOn, passOn } from './pass-on';

export interface FrontOptions {
  door: GraphqlDoor;
  streams: StreamDoor;
  readiness: Readiness;
  liveTokens: LiveTokens;
  metrics: GatewayMetrics;
  /** Every measure as Prometheus reads them. */
  scrape(): Promise<string>;
  log: Log;
}

/** Everything the gateway answers over HTTP. GraphiQL is there outside production, from this machine's own files. */
export function createFront(options: FrontOptions): Server {
  const { door, log } = options;
  const server = createServer({ connectionsCheckingInterval: 2_000 }, (request, response) => { // by default Node looks for what is overdue every 30 s
    response.setHeader('x-content-type-options', 'nosniff');
    route(options, request, response).catch((error: unknown) => sendFault(request, response, error, log));
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 15_000; // a body that trickles in holds nothing but its own socket
  server.keepAliveTimeout = 65_000;
  server.maxConnections = door.env.MAX_SOCKETS * 2;
  return server;
}

async function route(options: FrontOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0]!;
  switch (path) {
    case '/graphql':
      if (wantsStream(request)) return serveStream(options.streams, request, response);
      return traced(path, request, response, (asked, answered) => serveGraphql(options.door, asked, answered));
    case '/health/live':
      return sendJson(response, 200, { live: true });
    case '/health/ready': {
      const health = await options.readiness.look();
      return sendJson(response, health.ready ? 200 : 503, publicTellsAll(options.door.env) ? health : { ready: health.ready });
    }
    case '/metrics':
      if (!publicTellsAll(options.door.env)) break;
      response.writeHead(200, { 'content-type': options.metrics.registry.contentType }).end(await options.scrape());
      return;
    case '/live-jwks.json':
      response.setHeader('cache-control', 'max-age=60');
      return sendJson(response, 200, options.liveTokens.keySet());
  }
  const service = passedOn(path);
  if (service) return traced(`${service.path}*`, request, response, (asked, answered) => passOn(options.door, service, asked, answered));
  if (options.door.env.NODE_ENV !== 'production') {
    const file = await graphiqlFile(path);
    if (file) {
      response.writeHead(200, { 'content-type': file.type, 'cache-control': file.cache, 'content-security-policy': file.policy }).end(file.body);
      return;
    }
  }
  sendJson(response, 404, { error: 'There is nothing here.' });
}
