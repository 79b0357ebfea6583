import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApolloServer, HeaderMap } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import DataLoader from 'dataloader';
import { type DocumentNode, type GraphQLScalarType, Kind } from 'graphql';
import { type Language, languageOf } from './actor';
import { environmentOf, type ServiceEnv } from './env';
import { Fault } from './fault';
import type { GraphContext } from './graph-context';
import { type Handler, readBody, type Running, sendJson, startHttp } from './http';
import type { Log } from './log';
import { guardResolvers, type PolicyTable } from './policy';
import type { Database } from './postgres';
import { reasonOf } from './postgres-errors';
import { publicError } from './public-errors';
import { dateScalar, dateTimeScalar } from './scalars';
import type { Metrics } from './telemetry';
import { annotate, markFailed } from './tracing';
import { bearer, tokenVerifier, type VerifyToken } from './tokens';
import { type NewAudit, transact } from './transaction';

export type { GraphContext } from './graph-context';

export interface SubgraphOptions {
  name: string;
  typeDefs: DocumentNode;
  resolvers: Record<string, object>;
  policy: PolicyTable;
  db: Database;
  env: ServiceEnv;
  log: Log;
  metrics: Metrics;
  /** Reasons not to be ready, besides the ones the server knows itself. */
  ready: () => string[] | Promise<string[]>;
  /** Sentences that /health/ready shows beside the reasons. */
  warnings?: () => string[];
  /** Further HTTP paths of the service. */
  routes?: Record<string, Handler>;
  verify?: VerifyToken;
}

/** Serves one subgraph: token, policy, loaders, disclosures, masked errors, health and metrics. Refuses to start when a field has no policy row. */
export async function startSubgraph(options: SubgraphOptions): Promise<Running> {
  const { env, log } = options;
  const scalars: Record<string, GraphQLScalarType> = { DateTime: dateTimeScalar, Date: dateScalar };
  const schema = buildSubgraphSchema({
    typeDefs: options.typeDefs,
    resolvers: { ...declaredScalars(options.typeDefs, scalars), ...guardResolvers(options.typeDefs, options.resolvers as never, options.policy) } as never,
  });
  const apollo = new ApolloServer<GraphContext>({
    schema,
    introspection: env.NODE_ENV !== 'production',
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens: 10_000 },
    nodeEnv: env.NODE_ENV,
    stopOnTerminationSignals: false,
    logger: log,
    formatError: (formatted, original) => publicError(formatted, original, log),
  });
  await apollo.start();
  const verify = options.verify ?? tokenVerifier({ issuer: env.ISSUER, jwksUrl: env.JWKS_URL, liveJwksUrl: env.LIVE_JWKS_URL, environment: environmentOf(env) });

  const roots = new Set([schema.getQueryType(), schema.getMutationType()].flatMap((type) => Object.keys(type?.getFields() ?? {})));

  const graphql: Handler = async (request, response) => {
    const started = process.hrtime.bigint();
    const requestId = header(request, 'x-request-id') ?? randomUUID();
    let operation = 'none';
    let asked = 'none';
    let outcome = 'ok';
    try {
      const disclosures: NewAudit[] = [];
      const body = JSON.parse(await readBody(request, 4 * 1024 * 1024)) as { operationName?: string; query?: string };
      operation = body.operationName ?? 'anonymous';
      asked = rootIn(body.query, roots);
      const context = await contextOf(request, options, verify, requestId, disclosures);
      const answer = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: request.method ?? 'POST', headers: new HeaderMap([['content-type', 'application/json']]), search: '', body },
        context: async () => context,
      });
      if (disclosures.length) await transact(options.db, context.actor!, async (tx) => disclosures.forEach((d) => tx.audit({ ...d, requestId })));
      if (answer.body.kind !== 'complete') throw new Error('incremental delivery is not offered');
      if (answer.body.string.startsWith('{"errors"')) {
        outcome = 'error';
        markFailed(/"code":"([A-Z_]+)"/.exec(answer.body.string)?.[1] ?? 'error');
      }
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json; charset=utf-8', 'x-request-id': requestId }).end(answer.body.string);
    } catch (error) {
      outcome = 'error';
      markFailed(reasonOf(error));
      sendFault(response, error, log);
    } finally {
      annotate({ 'graphql.operation.name': safeLabel(operation) });
      options.metrics.operations.observe({ operation: asked, outcome }, Number(process.hrtime.bigint() - started) / 1e9);
    }
  };
  const http = await startHttp({
    host: env.HOST, port: env.PORT, log, registry: options.metrics.registry, ready: options.ready, warnings: options.warnings, routes: { '/graphql': graphql, ...options.routes },
  });
  log.info({ url: http.url }, 'subgraph answers');
  return {
    url: http.url,
    async stop() {
      await http.stop();
      await apollo.stop();
    },
  };
}

async function contextOf(request: IncomingMessage, options: SubgraphOptions, verify: VerifyToken, requestId: string, disclosures: NewAudit[]): Promise<GraphContext> {
  const token = bearer(request.headers.authorization);
  const actor = token === undefined ? undefined : (await verify(token)).actor;
  const loaders = new Map<string, DataLoader<unknown, unknown>>();
  return {
    actor,
    token,
    language: acceptLanguage(header(request, 'accept-language')) ?? languageOf(actor),
    db: options.db,
    log: options.log,
    requestId,
    disclose: (what) => disclosures.push(what),
    loader: (name, batch) => {
      let loader = loaders.get(name);
      if (!loader) loaders.set(name, (loader = new DataLoader(batch as never, { maxBatchSize: 500 })));
      return (key) => loader.load(key) as Promise<never>;
    },
  };
}

/** The first of sv and en that the header asks for; undefined when it asks for neither. */
export function acceptLanguage(value: string | undefined): Language | undefined {
  for (const part of (value ?? '').toLowerCase().split(',')) {
    const tag = part.trim().slice(0, 2);
    if (tag === 'sv' || tag === 'en') return tag;
  }
  return undefined;
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function declaredScalars(document: DocumentNode, scalars: Record<string, GraphQLScalarType>): Record<string, GraphQLScalarType> {
  const declared = new Set(document.definitions.flatMap((d) => (d.kind === Kind.SCALAR_TYPE_DEFINITION ? [d.name.value] : [])));
  return Object.fromEntries(Object.entries(scalars).filter(([name]) => declared.has(name)));
}

/** The first field that is asked for, when it is one of the schema's: what clients call their operations is endless, and the gateway hands it on. */
function rootIn(query: unknown, roots: ReadonlySet<string>): string {
  const first = typeof query === 'string' ? /\{\s*(?:\w+\s*:\s*)?(\w+)/.exec(query)?.[1] : undefined;
  return first !== undefined && roots.has(first) ? first : 'other';
}

/** Operation names come from clients: only plain ones are told to a trace. */
function safeLabel(operation: string): string {
  return /^[A-Za-z_]\w{0,60}$/.test(operation) ? operation : 'other';
}

function sendFault(response: ServerResponse, error: unknown, log: Log): void {
  const original = error instanceof SyntaxError ? new Fault('BAD_INPUT', 'The body is not JSON.') : error;
  const formatted = publicError({ message: 'fault' }, original, log);
  sendJson(response, 200, { errors: [formatted], data: null });
}
