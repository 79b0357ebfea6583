import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Fault } from '@vardgraf/service-kit/fault';
import { traceHeaders } from '@vardgraf/service-kit/tracing';
import type { GatewayEnv } from '../env';
import { type GraphqlDoor, identify, requestIdOf } from './graphql-door';
import { answerCors, originAllowed } from './origins';

/** Paths that a service answers itself, in words of their own: photos of a session, and FHIR. */
const passed = [{ path: '/photos/', service: 'TRIAGE_URL' }, { path: '/fhir/', service: 'TRIAGE_URL' }] as const;
type Passed = (typeof passed)[number];

const asked = ['content-type', 'accept', 'accept-language'];
const answered = ['content-type', 'content-length', 'content-disposition', 'content-security-policy', 'cache-control'];
const deadlineMs = 15_000;

/** The service behind a path; undefined for what the gateway answers itself. */
export function passedOn(path: string): Passed | undefined {
  return passed.find((one) => path.startsWith(one.path));
}

/** Hands a request to the service behind its path, bytes as they come, after the same look at token, origin and rate as any operation. The path is never a way to another one of the service's. */
export async function passOn(door: GraphqlDoor, service: Passed, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = requestIdOf(request);
  response.setHeader('x-request-id', requestId);
  if (!originAllowed(request, door.env)) throw new Fault('BAD_INPUT', 'Pages of this origin may not call.');
  if (answerCors(request, response, door.env)) return;
  const { authorization } = await identify(door, request, requestId);
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
  const reply = await fetch(target(door.env, service, request), {
    method: request.method ?? 'GET',
    headers: { ...headersOf(request), ...(authorization && { authorization }), 'x-request-id': requestId, ...traceHeaders() },
    ...(hasBody ? { body: Readable.toWeb(request) as ReadableStream, duplex: 'half' } : {}),
    redirect: 'error',
    signal: AbortSignal.timeout(deadlineMs),
  } as RequestInit);
  for (const name of answered) if (reply.headers.has(name)) response.setHeader(name, reply.headers.get(name)!);
  response.writeHead(reply.status);
  if (reply.body) await pipeline(Readable.fromWeb(reply.body as never), response);
  else response.end();
}

function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(asked.flatMap((name) => (typeof request.headers[name] === 'string' ? [[name, request.headers[name]]] : [])));
}

/** `..` in a path is taken out before it is compared with what may be passed on. */
function target(env: GatewayEnv, { path, service }: Passed, request: IncomingMessage): URL {
  const url = new URL(request.url ?? '/', new URL(env[service]).origin);
  if (!url.pathname.startsWith(path)) throw new Fault('BAD_INPUT', 'There is nothing here.');
  return url;
}
