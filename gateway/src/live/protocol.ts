import { type Context, makeServer, type Server } from 'graphql-ws';
import type { DocumentNode } from 'graphql';
import { languageOf } from '@vardgraf/service-kit/actor';
import { Fault } from '@vardgraf/service-kit/fault';
import { acceptLanguage } from '@vardgraf/service-kit/subgraph';
import { bearer } from '@vardgraf/service-kit/tokens';
import { inTrace } from '@vardgraf/service-kit/tracing';
import { callerId, type Callers } from '../identity/callers';
import { limits } from '../limits/limits';
import type { Rates } from '../limits/rates';
import type { Connection } from './connection';
import type { Connections } from './connections';
import { closeCodes } from './live-socket';
import type { LiveOperations, OperationParts } from './operations';
import type { PreparedSubscription, SocketOperation } from './prepare';
import { Watching } from './watching';

export interface ProtocolParts extends OperationParts {
  callers: Callers;
  rates: Rates;
  operations: LiveOperations;
  connections: Connections;
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
  const { federation, operations, rates } = parts;

  async function onSubscribe(context: Context<Record<string, unknown>, Extra>, operationId: string, asked: SocketOperation) {
    const { connection } = context.extra;
    const running = Object.keys(context.subscriptions).length; // this one included; counted before anything is waited for
    const begun = await operations.begin(connection, asked, async () => {
      await rates.count(callerId(connection.caller!.actor), connection.address);
      if (running > limits.subscriptionsPerSocket) throw new Fault('TOO_MANY', 'Too many operations run on this socket.');
    });
    if (begun.kind === 'refused') return begun.errors;
    const { operation, document } = begun;
    return executionOf(document, operation, { operationId, operation, connection, subscription: begun.kind === 'subscription' ? begun.subscription : undefined });
  }

  function executionOf(document: DocumentNode, operation: SocketOperation, contextValue: OperationContext) {
    return { schema: federation.loaded.api, document, operationName: operation.operationName, variableValues: operation.variables, contextValue };
  }

  function execute({ contextValue }: { contextValue?: unknown }) {
    const { operation, connection } = contextValue as OperationContext;
    return operations.execute(connection, operation) as never;
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
    onError: (_context, _id, _payload, errors) => operations.masked(errors).map((error) => error.toJSON()),
  });
}

/** Verifies the token of connection_init; false closes with 4403, as every bad or missing token does. */
async function admit(parts: ProtocolParts, connection: Connection, params: Record<string, unknown> | undefined): Promise<boolean> {
  try {
    const token = bearer(param(params, 'authorization'));
    if (token === undefined) throw new Fault('UNAUTHENTICATED', 'Log in first.');
    const caller = await parts.callers.identify(token);
    await parts.rates.count(callerId(caller.actor), connection.address);
    if (!parts.connections.mayAdmit(caller)) {
      connection.socket.close(closeCodes.tryLater, 'Too many sockets');
      return false;
    }
    parts.callers.assertNotRevoked(caller);
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
