import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import { type Language, languageOf } from '@vardgraf/service-kit/actor';
import { Fault } from '@vardgraf/service-kit/fault';
import { BodyTooLarge } from '@vardgraf/service-kit/http';
import type { Log } from '@vardgraf/service-kit/log';
import { reasonOf } from '@vardgraf/service-kit/postgres-errors';
import { acceptLanguage } from '@vardgraf/service-kit/subgraph';
import { bearer } from '@vardgraf/service-kit/tokens';
import { markFailed } from '@vardgraf/service-kit/tracing';
import type { GatewayEnv } from '../env';
import { type FetchContext, fetchScope } from '../graph/fetch-context';
import { type Caller, callerId, type Callers } from '../identity/callers';
import type { DocumentCheck } from '../limits/document-check';
import { limits } from '../limits/limits';
import type { Rates } from '../limits/rates';
import type { TrustedDocuments } from '../limits/trusted-documents';
import type { GatewayMetrics } from '../metrics';
import { sendErrors, sendFault, sendRefusals } from './answers';
import { type AskedOperation, operationOf, readWords, withoutNeedlessName } from './asked-operation';
import { answerCors, clientAddress, originAllowed } from './origins';
import type { HttpAnswer, SharedAnswers } from './shared-answers';

/** What every way in needs. */
export interface Door {
  env: GatewayEnv;
  callers: Callers;
  rates: Rates;
  metrics: GatewayMetrics;
  log: Log;
}

export interface GraphqlDoor extends Door {
  apollo: ApolloServer<FetchContext>;
  documents: DocumentCheck;
  trusted: TrustedDocuments;
  shared: SharedAnswers;
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
    const words = await readWords(request);
    const key = [fetchScope(context), request.method, ...passedOn.map((name) => request.headers[name] ?? ''), words.search, words.text ?? ''].join('\0');
    const joined = door.shared.join(key);
    if (joined) return send(response, await joined);
    const operation = operationOf(words, request, door.trusted, context.actor);
    const refused = checkText(door, operation.query);
    if (refused.length) return sendRefusals(request, response, refused);
    const shareable = operation.query !== undefined && door.documents.facts(operation.query)?.onlyQueries === true;
    const run = (written?: () => void) => answer(door, request, operation, { ...context, ...(written && { written }) });
    send(response, await (shareable ? door.shared.begin(key, run) : run()));
  } catch (error) {
    markFailed(reasonOf(error));
    refuse(door, request, response, error);
  }
}

/** Answers what never became an operation, and counts it. */
export function refuse({ metrics, log }: Pick<Door, 'metrics' | 'log'>, request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (error instanceof Fault) metrics.refused.inc({ reason: error.code });
  if (error instanceof BodyTooLarge) {
    metrics.refused.inc({ reason: 'body size' });
    response.setHeader('connection', 'close');
    sendErrors(request, response, 413, [{ message: `The body is larger than ${limits.bodyBytes} bytes.`, extensions: { code: 'BAD_INPUT' } }]);
  } else sendFault(request, response, error, log);
}

/** The caller of a request as subgraphs are asked in its name. */
export async function identify(door: Door, request: IncomingMessage, requestId: string): Promise<FetchContext> {
  const { caller, language } = await callerOf(door, request);
  return { actor: caller?.actor, authorization: caller && `Bearer ${caller.token}`, language, requestId };
}

/** Verifies the token and counts the operation; a bad token counts against the address. @throws Fault UNAUTHENTICATED, TOO_MANY */
export async function callerOf({ env, callers, rates }: Door, request: IncomingMessage): Promise<{ caller: Caller | undefined; language: Language; address: string }> {
  const address = clientAddress(request, env.TRUSTED_PROXIES);
  const asked = acceptLanguage(request.headers['accept-language']);
  try {
    const token = bearer(request.headers.authorization);
    const caller = token === undefined ? undefined : await callers.identify(token);
    await rates.count(caller && callerId(caller.actor), address);
    return { caller, language: asked ?? languageOf(caller?.actor), address };
  } catch (error) {
    if (error instanceof Fault && error.code === 'UNAUTHENTICATED') await rates.count(undefined, address);
    throw error;
  }
}

/** The form of the document, before anything expensive happens with it. */
function checkText({ documents, metrics }: GraphqlDoor, query: string | undefined): readonly object[] {
  const errors = query !== undefined ? documents.refusals(query) : [];
  if (errors.length) metrics.refused.inc({ reason: 'shape' });
  return errors.map(({ message }) => ({ message, extensions: { code: 'BAD_INPUT' } }));
}

async function answer({ apollo, documents }: GraphqlDoor, request: IncomingMessage, { body, search, query }: AskedOperation, context: FetchContext): Promise<HttpAnswer> {
  const headers = new HeaderMap();
  for (const name of passedOn) if (typeof request.headers[name] === 'string') headers.set(name, request.headers[name]);
  const named = body && query !== undefined ? withoutNeedlessName(body, documents, query) : body;
  const result = await apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest: { method: request.method ?? 'GET', headers, search, body: named }, context: async () => context });
  if (result.body.kind !== 'complete') throw new Error('incremental delivery is not offered');
  return { status: result.status ?? 200, headers: [...result.headers], body: Buffer.from(result.body.string) };
}

function send(response: ServerResponse, { status, headers, body }: HttpAnswer): void {
  for (const [name, value] of headers) response.setHeader(name, value);
  response.writeHead(status).end(body);
}

/** The caller's id for the request when it is a plain one, else a new one; it stands in every log line the request causes. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}
