import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import { languageOf } from '@vardgraf/service-kit/actor';
import { Fault } from '@vardgraf/service-kit/fault';
import { BodyTooLarge, readBody } from '@vardgraf/service-kit/http';
import type { Log } from '@vardgraf/service-kit/log';
import { reasonOf } from '@vardgraf/service-kit/postgres-errors';
import { acceptLanguage } from '@vardgraf/service-kit/subgraph';
import { bearer } from '@vardgraf/service-kit/tokens';
import { markFailed } from '@vardgraf/service-kit/tracing';
import type { GatewayEnv } from '../env';
import type { FetchContext } from '../graph/fetch-context';
import { callerId, type Callers } from '../identity/callers';
import type { DocumentCheck } from '../limits/document-check';
import { limits } from '../limits/limits';
import type { Rates } from '../limits/rates';
import type { GatewayMetrics } from '../metrics';
import { sendErrors, sendFault, sendRefusals } from './answers';
import { answerCors, clientAddress, originAllowed } from './origins';

export interface GraphqlDoor {
  env: GatewayEnv;
  apollo: ApolloServer<FetchContext>;
  callers: Callers;
  rates: Rates;
  documents: DocumentCheck;
  metrics: GatewayMetrics;
  log: Log;
}

/** Headers that Apollo Server looks at; no others are copied. */
const passedOn = ['content-type', 'accept', 'apollo-require-preflight', 'x-apollo-operation-name'];

/** `/graphql` over HTTP: who asks, how much, in what form; then Apollo Server. */
export async function serveGraphql(door: GraphqlDoor, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = requestIdOf(request);
  response.setHeader('x-request-id', requestId);
  try {
    if (!originAllowed(request, door.env)) throw new Fault('BAD_INPUT', 'Pages of this origin may not call.');
    if (answerCors(request, response, door.env)) return;
    const context = await identify(door, request, requestId);
    const search = /\?.*$/.exec(request.url ?? '')?.[0] ?? '';
    const body = request.method === 'POST' ? await operationOf(request) : undefined;
    const refused = checkText(door, body ? body['query'] : new URLSearchParams(search).get('query'));
    if (refused.length) return sendRefusals(request, response, refused);
    await answer(door, request, response, { body, search, context });
  } catch (error) {
    markFailed(reasonOf(error));
    if (error instanceof Fault) door.metrics.refused.inc({ reason: error.code });
    if (error instanceof BodyTooLarge) {
      door.metrics.refused.inc({ reason: 'body size' });
      response.setHeader('connection', 'close');
      sendErrors(request, response, 413, [{ message: `The body is larger than ${limits.bodyBytes} bytes.`, extensions: { code: 'BAD_INPUT' } }]);
    } else sendFault(request, response, error, door.log);
  }
}

/** Verifies the token and counts the operation; a bad token counts against the address. */
export async function identify({ env, callers, rates }: Pick<GraphqlDoor, 'env' | 'callers' | 'rates'>, request: IncomingMessage, requestId: string): Promise<FetchContext> {
  const address = clientAddress(request, env.TRUSTED_PROXIES);
  const asked = acceptLanguage(request.headers['accept-language']);
  try {
    const token = bearer(request.headers.authorization);
    const caller = token === undefined ? undefined : await callers.identify(token);
    await rates.count(caller && callerId(caller.actor), address);
    return { actor: caller?.actor, authorization: caller && `Bearer ${caller.token}`, language: asked ?? languageOf(caller?.actor), requestId };
  } catch (error) {
    if (error instanceof Fault && error.code === 'UNAUTHENTICATED') await rates.count(undefined, address);
    throw error;
  }
}

async function operationOf(request: IncomingMessage): Promise<Record<string, unknown> | undefined> {
  const text = await readBody(request, limits.bodyBytes);
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return undefined; // Apollo Server refuses it in the standard's words
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Fault('BAD_INPUT', 'The body is not JSON.');
  }
  if (Array.isArray(body)) throw new Fault('BAD_INPUT', 'Send one operation a request; batches are not accepted.');
  if (typeof body !== 'object' || body === null) throw new Fault('BAD_INPUT', 'The body is not a JSON object.');
  return body as Record<string, unknown>;
}

/** The form of the document, before anything expensive happens with it. */
function checkText({ documents, metrics }: GraphqlDoor, query: unknown): readonly object[] {
  const errors = typeof query === 'string' ? documents.refusals(query) : [];
  if (errors.length) metrics.refused.inc({ reason: 'shape' });
  return errors.map(({ message }) => ({ message, extensions: { code: 'BAD_INPUT' } }));
}

async function answer(
  { apollo }: GraphqlDoor, request: IncomingMessage, response: ServerResponse, operation: { body: unknown; search: string; context: FetchContext },
): Promise<void> {
  const headers = new HeaderMap();
  for (const name of passedOn) if (typeof request.headers[name] === 'string') headers.set(name, request.headers[name]);
  const result = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: request.method ?? 'GET', headers, search: operation.search, body: operation.body },
    context: async () => operation.context,
  });
  if (result.body.kind !== 'complete') throw new Error('incremental delivery is not offered');
  for (const [name, value] of result.headers) response.setHeader(name, value);
  response.writeHead(result.status ?? 200).end(result.body.string);
}

/** The caller's id for the request when it is a plain one, else a new one; it stands in every log line the request causes. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}
