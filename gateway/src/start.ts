import './env';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { supergraphSdl } from '@vardgraf/schema/subgraphs';
import { environmentOf } from '@vardgraf/service-kit/env';
import type { Running } from '@vardgraf/service-kit/http';
import { measureKeyAge } from '@vardgraf/service-kit/key-age';
import { createLog } from '@vardgraf/service-kit/log';
import type { GatewayEnv } from './env';
import { Readiness } from './front/health';
import { createFront } from './front/http-front';
import { startInsideDoor } from './front/inside-door';
import { SharedAnswers } from './front/shared-answers';
import { startApollo } from './graph/apollo';
import { Federation } from './graph/federation';
import { PlanWarmer } from './graph/plan-warmer';
import { watchSupergraph } from './graph/watch-supergraph';
import { Callers } from './identity/callers';
import { LiveTokens } from './identity/live-tokens';
import { Revocations } from './identity/revocations';
import { DocumentCheck } from './limits/document-check';
import { trustedOperations } from './limits/document-files';
import { Rates } from './limits/rates';
import { TrustedDocuments, type TrustMode } from './limits/trusted-documents';
import { Connections } from './live/connections';
import { LiveGroups } from './live/groups';
import { Hints } from './live/hints';
import { LiveOperations } from './live/operations';
import { LiveReads } from './live/reads';
import { watchRevocations } from './live/revocations';
import { Sockets } from './live/sockets';
import { Viewings } from './live/viewings';
import { createGatewayMetrics } from './metrics';
import { SupervisorPipe } from './workers/pipe';

const trustByDefault = { production: 'enforce', development: 'log', test: 'off' } as const satisfies Record<GatewayEnv['NODE_ENV'], TrustMode>;

export interface RunningGateway extends Running {
  /** Base url of the door for the inside, when that is one of its own (METRICS_PORT). */
  insideUrl: string | undefined;
}

/**
 * Starts the gateway: the graph over HTTP and WebSocket at `/graphql`. Needs nothing to be up: what is missing stands in /health/ready.
 * Stopping drains: no new connections, sockets closed with 1012 over DRAIN_MS, requests in flight get 5 s, audit rows are written.
 */
export async function startGateway(env: GatewayEnv): Promise<RunningGateway> {
  const log = createLog('gateway', env.LOG_LEVEL);
  const metrics = createGatewayMetrics(env.GATEWAY_WORKER);
  const liveTokens = await LiveTokens.create({ given: env.LIVE_SIGNING_KEY, file: env.LIVE_KEY_FILE, log });
  measureKeyAge(metrics.registry, liveTokens.madeAt);
  const federation = new Federation(env, metrics, log, env.SUPERGRAPH_FILE === undefined ? supergraphSdl() : readFileSync(env.SUPERGRAPH_FILE, 'utf8'));
  const revocations = new Revocations();
  const callers = new Callers({ issuer: env.ISSUER, jwksUrl: env.JWKS_URL, environment: environmentOf(env) }, revocations);
  const rates = new Rates(env);
  const documents = new DocumentCheck(env.NODE_ENV !== 'production');
  const mode = env.TRUSTED_DOCUMENTS ?? trustByDefault[env.NODE_ENV];
  const trusted = new TrustedDocuments(trustedOperations(env.TRUSTED_DOCUMENTS_FROM), mode, metrics, log);
  const apollo = await startApollo(env, federation, metrics, log, (text) => trusted.nameOf(text));
  const shared = new SharedAnswers(() => metrics.answersJoined.inc());
  const warmer = new PlanWarmer(apollo, federation, trusted.operations, log);
  const hints = new Hints(env.NATS_URL, log, metrics);
  const reads = new LiveReads(federation.sources, liveTokens);
  const viewings = new Viewings(reads, metrics, log);
  const groups = new LiveGroups({ federation, tokens: liveTokens, reads, hints, metrics, log, reconcileMs: env.RECONCILE_MS });
  federation.onReload(() => {
    groups.replan();
    if (mode !== 'off') warmer.start(); // no plan of the graph before is good any more
  });
  const connections = new Connections(env, metrics);
  const liveParts = { env, federation, apollo, documents, trusted, groups, viewings, metrics, log };
  const operations = new LiveOperations(liveParts);
  const sockets = new Sockets({ ...liveParts, callers, rates, operations, connections });
  const stopWatching = await watchRevocations({ hints, connections, revocations, log, listUrl: env.REVOCATIONS_URL, everyMs: env.REVOCATIONS_MS });
  const file = env.SUPERGRAPH_FILE === undefined ? undefined : watchSupergraph(env.SUPERGRAPH_FILE, env.SUPERGRAPH_LOOK_MS, federation, metrics, log);
  const pipe = env.GATEWAY_WORKER === undefined ? undefined : new SupervisorPipe(metrics.registry, drain);
  const readiness = new Readiness({
    env, callers, hintsConnected: () => hints.connected,
    warnings: () => [...(file?.warnings() ?? []), ...(viewings.unwritten > 0 ? [`${viewings.unwritten} ends of live queues are not in the log yet`] : [])],
    ...(pipe && { missingWorkers: () => pipe.missing }),
  });
  const streams = { env, callers, rates, metrics, log, groups, viewings, operations, connections };
  const told = { readiness, metrics, log, scrape: () => pipe?.scrape() ?? metrics.registry.metrics() };
  const server = createFront({ ...told, streams, door: { env, apollo, callers, rates, documents, trusted, shared, metrics, log }, liveTokens });
  sockets.attach(server);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(env.PORT, env.HOST, resolve));
  const inside = await startInsideDoor(env, told);
  const url = `http://${env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST}:${(server.address() as AddressInfo).port}`;
  log.info({ url }, 'gateway answers');
  if (mode !== 'off') warmer.start();

  /** Takes nothing that lasts any more; requests go on being answered until the end. */
  function drain(): void {
    readiness.drain();
    connections.refuseNew();
  }
  let stopping: Promise<void> | undefined;
  async function stop(): Promise<void> {
    drain();
    warmer.stop();
    file?.stop();
    const closed = closeServer(server);
    await connections.drain(env.DRAIN_MS);
    sockets.close();
    await closed;
    stopWatching();
    groups.close();
    await viewings.settle();
    await hints.close();
    await apollo.stop();
    await federation.close();
    await liveTokens.close();
    await inside?.stop();
  }
  return { url, insideUrl: inside?.url, stop: () => (stopping ??= stop()) };
}

async function closeServer(server: Server): Promise<void> {
  const force = setTimeout(() => server.closeAllConnections(), 5_000);
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  await closed;
  clearTimeout(force);
}
