import type { ApolloServer } from '@apollo/server';
import { type Context, makeServer, type Server } from 'graphql-ws';
import { type DocumentNode, GraphQLError } from 'graphql';
import { randomUUID } from 'node:crypto';
import { languageOf } from '@vardgraf/service-kit/actor';
import { Fault } from '@vardgraf/service-kit/fault';
import type { Log } from '@vardgraf/service-kit/log';
import { publicError } from '@vardgraf/service-kit/public-errors';
import { acceptLanguage } from '@vardgraf/service-kit/subgraph';
import { bearer } from '@vardgraf/service-kit/tokens';
import { inTrace } from '@vardgraf/service-kit/tracing';
import type { GatewayEnv } from '../env';
import type { Federation } from '../graph/federation';
import type { FetchContext } from '../graph/fetch-context';
import { type Caller, callerId, type Callers } from '../identity/callers';
import type { DocumentCheck } from '../limits/document-check';
import { limits } from '../limits/limits';
import type { Rates } from '../limits/rates';
import type { Connection } from './connection';
import { closeCodes } from './live-socket';
import { asErrors, prepare, type PreparedSubscription, type SocketOperation } from './prepare';
import { Watching, type WatchingParts } from './watching';

export interface ProtocolParts extends WatchingParts {
  env: GatewayEnv;
  federation: Federation;
  apollo: ApolloServer<FetchContext>;
  callers: Callers;
  rates: Rates;
  documents: DocumentCheck;
  log: Log;
  /** Whether this caller may have one more socket. */
  mayAdmit(caller: Caller): boolean;
}

/** What `onSubscribe` hands to `execute` and `subscribe`. */
interface OperationContext {
  operationId: string;
  operation: SocketOperation;
  subscription: PreparedSubscription | undefined;
  connection: Connection;
}

type Extra = { connection: Connection };

/** graphql-transport-ws as graphql-ws speaks it, over our identity, limits and live groups. */
export function liveProtocol(parts: ProtocolParts): Server<Extra> {
  const { federation, documents, rates, metrics, log } = parts;
  const hints = parts.env.NODE_ENV === 'production' ? (message: string) => message.replace(/ ?Did you mean [\s\S]*\?$/, '') : (message: string) => message;
  const masked = (errors: readonly GraphQLError[]) => errors.map((error) => {
    const { message, extensions, ...place } = publicError({ ...error.toJSON(), message: hints(error.message) }, error, log);
    return new GraphQLError(message, { path: place.path, extensions });
  });

  async function onSubscribe(context: Context<Record<string, unknown>, Extra>, operationId: string, operation: SocketOperation) {
    const { connection } = context.extra;
    const caller = connection.caller!;
    const running = Object.keys(context.subscriptions).length; // this one included; counted before anything is waited for
    try {
      await rates.count(callerId(caller.actor), connection.address);
      if (running > limits.subscriptionsPerSocket) throw new Fault('TOO_MANY', 'Too many operations run on this socket.');
      const prepared = prepare(federation.loaded, documents, operation, caller, connection.language);
      if (prepared.kind === 'refused') {
        metrics.refused.inc({ reason: 'socket operation' });
        return masked(prepared.errors);
      }
      if (prepared.kind === 'subscription') await parts.groups.admit(prepared.subscription.view, prepared.subscription.plan.field);
      const contextValue: OperationContext = { operationId, operation, connection, subscription: prepared.kind === 'subscription' ? prepared.subscription : undefined };
      return executionOf(prepared.document, operation, contextValue);
    } catch (error) {
      if (error instanceof Fault) metrics.refused.inc({ reason: error.code });
      return masked(asErrors(error));
    }
  }

  function executionOf(document: DocumentNode, operation: SocketOperation, contextValue: OperationContext) {
    return { schema: federation.loaded.api, document, operationName: operation.operationName, variableValues: operation.variables, contextValue };
  }

  async function execute({ contextValue }: { contextValue?: unknown }) {
    const { operation, connection } = contextValue as OperationContext;
    const caller = connection.caller!;
    const answer = await parts.apollo.executeOperation(
      { query: operation.query, operationName: operation.operationName ?? undefined, variables: operation.variables ?? undefined },
      { contextValue: { actor: caller.actor, authorization: `Bearer ${caller.token}`, language: connection.language, requestId: randomUUID() } },
    );
    if (answer.body.kind !== 'single') throw new Error('incremental delivery is not offered');
    return answer.body.singleResult as never;
  }

  return makeServer<Record<string, unknown>, Extra>({
    connectionInitWaitTimeout: 3_000,
    onConnect: (context) => admit(parts, context.extra.connection, context.connectionParams),
    onSubscribe: (context, id, payload) => onSubscribe(context, id, payload as SocketOperation),
    execute: (args) => inTrace({ name: 'socket operation', kind: 'server' }, undefined, () => execute(args)),
    subscribe: (args) => {
      const { subscription, connection, operationId } = args.contextValue as OperationContext;
      return new Watching(parts, subscription!, connection.socket, operationId) as never;
    },
    onNext: (_context, _id, _payload, _args, result) => result as never, // Apollo Server has formatted its errors already
    onError: (_context, _id, _payload, errors) => masked(errors).map((error) => error.toJSON()),
  });
}

/** Verifies the token of connection_init; false closes with 4403, as every bad or missing token does. */
async function admit(parts: ProtocolParts, connection: Connection, params: Record<string, unknown> | undefined): Promise<boolean> {
  try {
    const token = bearer(param(params, 'authorization'));
    if (token === undefined) throw new Fault('UNAUTHENTICATED', 'Log in first.');
    const caller = await parts.callers.identify(token);
    await parts.rates.count(callerId(caller.actor), connection.address);
    if (!parts.mayAdmit(caller)) {
      connection.socket.close(closeCodes.tryLater, 'Too many sockets');
      return false;
    }
    connection.admit(caller, acceptLanguage(param(params, 'accept-language')) ?? connection.requestLanguage ?? languageOf(caller.actor));
    return true;
  } catch (error) {
    const code = error instanceof Fault ? error.code : 'INTERNAL';
    parts.metrics.refused.inc({ reason: code });
    if (code === 'UNAUTHENTICATED') connection.socket.close(closeCodes.forbidden, 'Token not accepted');
    else connection.socket.close(closeCodes.tryLater, 'Try again later');
    return false;
  }
}

/** Browsers cannot set headers on a socket: what would be one comes in the payload, in any case of letters, also nested under `headers`. */
function param(params: Record<string, unknown> | undefined, name: string): string | undefined {
  for (const source of [params, params?.['headers'] as Record<string, unknown> | undefined]) {
    for (const [key, value] of Object.entries(source ?? {})) if (key.toLowerCase() === name && typeof value === 'string') return value;
  }
  return undefined;
}
