import './env';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import type { Running } from '@vardgraf/service-kit/http';
import { createLog } from '@vardgraf/service-kit/log';
import type { GatewayEnv } from './env';
import { Readiness } from './front/health';
import { createFront } from './front/http-front';
import { startApollo } from './graph/apollo';
import { Federation } from './graph/federation';
import { Callers } from './identity/callers';
import { LiveTokens } from './identity/live-tokens';
import { DocumentCheck } from './limits/document-check';
import { Rates } from './limits/rates';
import { LiveGroups } from './live/groups';
import { Hints } from './live/hints';
import { LiveReads } from './live/reads';
import { watchCommissions } from './live/revocations';
import { Sockets } from './live/sockets';
import { Viewings } from './live/viewings';
import { createGatewayMetrics } from './metrics';

/**
 * Starts the gateway: the graph over HTTP and WebSocket at `/graphql`. Needs nothing to be up: what is missing stands in /health/ready.
 * Stopping drains: no new connections, sockets closed with 1012 over DRAIN_MS, requests in flight get 5 s, audit rows are written.
 */
export async function startGateway(env: GatewayEnv): Promise<Running> {
  const log = createLog('gateway', env.LOG_LEVEL);
  const metrics = createGatewayMetrics();
  const liveTokens = await LiveTokens.create(env.LIVE_SIGNING_KEY);
  const federation = new Federation(env, metrics, log);
  const apollo = await startApollo(env, federation, metrics, log);
  const callers = new Callers({ issuer: env.ISSUER, jwksUrl: env.JWKS_URL });
  const rates = new Rates(env);
  const documents = new DocumentCheck(env.NODE_ENV !== 'production');
  const hints = new Hints(env.NATS_URL, log, metrics);
  const reads = new LiveReads(federation.sources, liveTokens);
  const viewings = new Viewings(reads, metrics, log);
  const groups = new LiveGroups({ federation, tokens: liveTokens, reads, hints, metrics, log, reconcileMs: env.RECONCILE_MS });
  const sockets = new Sockets({ env, federation, apollo, callers, rates, documents, groups, viewings, metrics, log });
  await watchCommissions(hints, sockets);
  const readiness = new Readiness({ env, callers, hintsConnected: () => hints.connected });
  const server = createFront({ door: { env, apollo, callers, rates, documents, metrics, log }, readiness, liveTokens, metrics, log });
  sockets.attach(server);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(env.PORT, env.HOST, resolve));
  const url = `http://${env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST}:${(server.address() as AddressInfo).port}`;
  log.info({ url }, 'gateway answers');

  let stopping: Promise<void> | undefined;
  async function stop(): Promise<void> {
    readiness.drain();
    const closed = closeServer(server);
    await sockets.drain(env.DRAIN_MS);
    await closed;
    groups.close();
    await viewings.settle();
    await hints.close();
    await apollo.stop();
    await federation.close();
  }
  return { url, stop: () => (stopping ??= stop()) };
}

async function closeServer(server: Server): Promise<void> {
  const force = setTimeout(() => server.closeAllConnections(), 5_000);
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  await closed;
  clearTimeout(force);
}
