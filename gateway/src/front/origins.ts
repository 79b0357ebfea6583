import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewayEnv } from '../env';

type OriginEnv = Pick<GatewayEnv, 'ALLOWED_ORIGINS' | 'NODE_ENV'>;

/** Whether a browser page may call: it is of our own host, on the list, or in development of this machine. Programs send no origin. */
export function originAllowed(request: IncomingMessage, env: OriginEnv): boolean {
  const { origin } = request.headers;
  return origin === undefined || listed(origin, env) || hostOf(origin)?.host === request.headers.host;
}

/** Lets listed pages of other hosts read answers. @returns true when the request was a preflight and is answered */
export function answerCors(request: IncomingMessage, response: ServerResponse, env: OriginEnv): boolean {
  const { origin } = request.headers;
  if (origin !== undefined && listed(origin, env)) {
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('vary', 'origin');
    response.setHeader('access-control-expose-headers', 'x-request-id, retry-after');
  }
  if (request.method !== 'OPTIONS') return false;
  if (response.hasHeader('access-control-allow-origin')) {
    response.setHeader('access-control-allow-methods', 'GET, POST, PUT');
    response.setHeader('access-control-allow-headers', 'authorization, content-type, accept-language, x-request-id, traceparent, apollo-require-preflight, last-event-id');
    response.setHeader('access-control-max-age', '600');
  }
  response.writeHead(204).end();
  return true;
}

function listed(origin: string, env: OriginEnv): boolean {
  if (env.ALLOWED_ORIGINS.includes(origin)) return true;
  return env.NODE_ENV !== 'production' && ['localhost', '127.0.0.1', '[::1]'].includes(hostOf(origin)?.hostname ?? '');
}

/** Undefined for 'null', as sandboxed frames say. */
function hostOf(origin: string): URL | undefined {
  return URL.canParse(origin) ? new URL(origin) : undefined;
}

/** The caller's address; behind trusted proxies the one that the outermost of them saw. */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string {
  const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',').map((part) => part.trim()).filter(Boolean);
  const seen = trustedProxies > 0 ? forwarded.at(-trustedProxies) : undefined;
  return seen ?? request.socket.remoteAddress ?? 'unknown';
}
