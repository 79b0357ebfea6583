import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import type { Log } from './log';
import { annotate, inTrace } from './tracing';

/** A started process part: where it answers, and how to stop it. */
export interface Running {
  /** Base url without a slash at the end, e.g. http://127.0.0.1:4101 */
  url: string;
  stop(): Promise<void>;
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface HttpOptions {
  host: string;
  port: number;
  log: Log;
  /** Path → handler; any method. One that ends in /* takes every path below it. */
  routes: Record<string, Handler>;
  /** Reasons not to send traffic here; none means ready. Called for each /health/ready. */
  ready: () => string[] | Promise<string[]>;
  /** Sentences that /health/ready shows beside the reasons; none of them keeps traffic away. */
  warnings?: () => string[];
  registry: Pick<Registry, 'contentType' | 'metrics'>;
}

/** An HTTP server with /health/live, /health/ready and /metrics beside its routes. Stopping lets requests in flight end, 5 s at most; whoever asks meanwhile is told that it is not ready. */
export async function startHttp(options: HttpOptions): Promise<Running> {
  let stopping = false;
  const routes: Record<string, Handler> = {
    '/health/live': async (_, response) => sendJson(response, 200, { live: true }),
    '/health/ready': async (_, response) => {
      const reasons = stopping ? ['shutting down'] : await options.ready();
      sendJson(response, reasons.length ? 503 : 200, { ready: reasons.length === 0, reasons, warnings: options.warnings?.() ?? [] });
    },
    '/metrics': async (_, response) => {
      response.writeHead(200, { 'content-type': options.registry.contentType }).end(await options.registry.metrics());
    },
    ...options.routes,
  };
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0]!;
    const route = routeOf(routes, path);
    const handler = route === undefined ? notFound : routes[route]!;
    const work = route !== undefined && Object.hasOwn(options.routes, route) ? () => traced(route, request, response, handler) : () => handler(request, response);
    work().catch((error: unknown) => {
      if (error instanceof BodyTooLarge) sendJson(response, 413, { error: 'The body is too large.' });
      else {
        options.log.error({ err: error, route }, 'request failed');
        if (!response.headersSent) sendJson(response, 500, { error: 'Something went wrong.' });
        else response.destroy();
      }
    });
  });
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port, options.host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        stopping = true;
        const force = setTimeout(() => server.closeAllConnections(), 5_000);
        server.close(() => {
          clearTimeout(force);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

/** The route that takes the path: itself, or the longest one with a star above it. */
function routeOf(routes: Record<string, Handler>, path: string): string | undefined {
  if (Object.hasOwn(routes, path)) return path;
  const above = Object.keys(routes).filter((route) => route.endsWith('/*') && path.startsWith(route.slice(0, -1)) && path.length >= route.length);
  return above.sort((a, b) => b.length - a.length)[0];
}

/** Goes on with the caller's trace. Only the routes of the service: whoever asks for health or metrics every second is no trace. */
export async function traced(route: string, request: IncomingMessage, response: ServerResponse, handler: Handler): Promise<void> {
  const { method = 'GET', headers } = request;
  const traceparent = typeof headers['traceparent'] === 'string' ? headers['traceparent'] : undefined;
  await inTrace({ name: `${method} ${route}`, kind: 'server', attributes: { 'http.request.method': method, 'http.route': route } }, traceparent, async () => {
    await handler(request, response);
    annotate({ 'http.response.status_code': response.statusCode });
  });
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

const notFound: Handler = async (_, response) => sendJson(response, 404, { error: 'There is nothing here.' });

export class BodyTooLarge extends Error {}

/** The whole body as text. @throws BodyTooLarge above the limit in bytes */
export async function readBody(request: IncomingMessage, limit: number): Promise<string> {
  return (await readBytes(request, limit)).toString('utf8');
}

/** The whole body. @throws BodyTooLarge above the limit in bytes */
export async function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new BodyTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
