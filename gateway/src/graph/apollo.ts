import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { getIntrospectionQuery, GraphQLError, type GraphQLFormattedError, Kind, type OperationDefinitionNode } from 'graphql';
import type { Log } from '@vardgraf/service-kit/log';
import { publicError } from '@vardgraf/service-kit/public-errors';
import { annotate, markFailed } from '@vardgraf/service-kit/tracing';
import type { GatewayEnv } from '../env';
import { checkCost } from '../limits/cost';
import { limits } from '../limits/limits';
import type { GatewayMetrics } from '../metrics';
import type { Federation } from './federation';
import type { FetchContext } from './fetch-context';

const nobody: FetchContext = { actor: undefined, authorization: undefined, language: 'sv', requestId: 'warm-up' };

/** The name under which a front end has published a text; undefined for any other text. */
export type PublishedName = (text: string) => string | undefined;

/** Parses, validates and executes queries and mutations of both transports; what comes out has only our five error codes. */
export async function startApollo(env: GatewayEnv, federation: Federation, metrics: GatewayMetrics, log: Log, publishedName: PublishedName = () => undefined): Promise<ApolloServer<FetchContext>> {
  const production = env.NODE_ENV === 'production';
  const apollo = new ApolloServer<FetchContext>({
    gateway: federation.apollo as never,
    introspection: !production,
    hideSchemaDetailsFromClientErrors: production,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    persistedQueries: false,
    parseOptions: { maxTokens: limits.tokens },
    nodeEnv: env.NODE_ENV,
    stopOnTerminationSignals: false,
    logger: log,
    formatError: (formatted, original) => publicError(formatted, original, log),
    plugins: [affordable(metrics), missingIsAFault(log), plainJsonStatus, timed(metrics, publishedName)],
  });
  await apollo.start();
  // The first validation of a process takes four times as long as the others: nobody shall wait for it.
  await apollo.executeOperation({ query: `${getIntrospectionQuery()} query Warm { unit(id: "") { ...F } } fragment F on Unit { id region { id } }`, operationName: 'IntrospectionQuery' }, { contextValue: nobody });
  return apollo;
}

/** Refuses what would cost too much, and subscriptions, which live on sockets only. */
function affordable(metrics: GatewayMetrics): ApolloServerPlugin<FetchContext> {
  return {
    requestDidStart: async () => ({
      async didResolveOperation({ schema, document, operation, request }) {
        if (!operation) return;
        if (operation.operation === 'subscription') {
          throw new GraphQLError('Subscriptions are served at this address over WebSocket (graphql-transport-ws), and to who accepts text/event-stream.', { extensions: { code: 'BAD_INPUT', http: { status: 400 } } });
        }
        const refusal = checkCost(schema, document, operation, request.variables ?? {});
        if (!refusal) return;
        metrics.refused.inc({ reason: 'cost' });
        throw refusal;
      },
    }),
  };
}

/** A null where the schema promises a value is reported by the executor beside the errors, where no client looks: it becomes one of them. */
function missingIsAFault(log: Log): ApolloServerPlugin<FetchContext> {
  return {
    requestDidStart: async () => ({
      async willSendResponse({ response }) {
        if (response.body.kind !== 'single') return;
        const result = response.body.singleResult;
        const missing = takeMissing(result);
        if (missing.length && !result.errors?.length) result.errors = missing.slice(0, 5).map((error) => publicError({ message: error.message, path: error.path }, error, log));
      },
    }),
  };
}

/** GraphQL over HTTP: to a client that wants plain application/json a refused document is still an answer, 200. */
const plainJsonStatus: ApolloServerPlugin<FetchContext> = {
  requestDidStart: async () => ({
    async willSendResponse({ request, response, source }) {
      const refusedDocument = source !== undefined && response.http.status === 400;
      if (refusedDocument && !wantsModernJson(request.http?.headers.get('accept'))) response.http.status = 200;
    },
  }),
};

/** Whether the answer will be application/graphql-response+json, whose status says how it went. */
export function wantsModernJson(accept: string | undefined): boolean {
  return (accept ?? '').includes('application/graphql-response+json');
}

/** Takes the executor's report of nulls in non-null places out of the extensions. */
export function takeMissing(result: { extensions?: Record<string, unknown> }): GraphQLError[] {
  const { valueCompletion, ...others } = result.extensions ?? {};
  if (valueCompletion === undefined) return [];
  if (Object.keys(others).length) result.extensions = others;
  else delete result.extensions;
  return valueCompletion as GraphQLError[];
}

/** One of our five codes. */
function codeOf(error: GraphQLFormattedError): string {
  return String(error.extensions?.['code'] ?? 'error');
}

/** A name that no client can choose: the published one, else the one field of the schema that is asked for; by then the document is valid. */
function labelOf(operation: OperationDefinitionNode | undefined, published: string | undefined): string {
  if (published !== undefined || !operation) return published ?? 'none';
  const [field, ...others] = operation.selectionSet.selections;
  return others.length === 0 && field?.kind === Kind.FIELD ? field.name.value : 'several';
}

function timed(metrics: GatewayMetrics, publishedName: PublishedName): ApolloServerPlugin<FetchContext> {
  return {
    async requestDidStart({ contextValue }) {
      if (contextValue.planOnly) return undefined;
      const end = metrics.operations.startTimer();
      return {
        async willSendResponse({ operation, response, source }) {
          const errors = response.body.kind === 'single' ? (response.body.singleResult.errors ?? []) : [];
          const name = labelOf(operation, operation && source !== undefined ? publishedName(source) : undefined);
          const how = { kind: operation?.operation ?? 'none', outcome: errors.length ? codeOf(errors[0]!) : 'ok' };
          end({ operation: name, ...how });
          metrics.answers.inc(how);
          if (operation) annotate({ 'graphql.operation.type': operation.operation, ...(operation.name && { 'graphql.operation.name': operation.name.value }) });
          if (errors.length) markFailed(codeOf(errors[0]!));
        },
      };
    },
  };
}
