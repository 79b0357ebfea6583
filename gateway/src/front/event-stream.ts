import type { IncomingMessage, ServerResponse } from 'node:http';
import { getOperationAST, type GraphQLError } from 'graphql';
import { Fault } from '@vardgraf/service-kit/fault';
import { inTrace } from '@vardgraf/service-kit/tracing';
import { Connection } from '../live/connection';
import type { Connections } from '../live/connections';
import { LiveSocket } from '../live/live-socket';
import type { LiveOperations } from '../live/operations';
import { asErrors, type SocketOperation } from '../live/prepare';
import { Watching, type WatchingParts } from '../live/watching';
import { sendErrors } from './answers';
import { askedIn, readWords } from './asked-operation';
import { callerOf, type Door, refuse, requestIdOf } from './graphql-door';
import { answerCors, originAllowed } from './origins';
import { StreamWire } from './stream-wire';

export interface StreamDoor extends Door, WatchingParts {
  operations: LiveOperations;
  connections: Connections;
}

/** As often as sockets are pinged: proxies close what is silent. */
const pingMs = 12_000;
const comeBackSeconds = 5;

/** Whether the answer shall be a stream of events. */
export function wantsStream({ method, headers }: IncomingMessage): boolean {
  return (method === 'GET' || method === 'POST') && /\btext\/event-stream\b/i.test(headers.accept ?? '');
}

/**
 * `/graphql` as a stream of events (LIV-1): one operation a connection, held by the token, limits and published documents of the WebSocket; live fields
 * come from the same groups and frames. What is refused as a connection is an HTTP status; what is refused as an operation is its one result.
 */
export async function serveStream(door: StreamDoor, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader('x-request-id', requestIdOf(request));
  try {
    if (!originAllowed(request, door.env)) throw new Fault('BAD_INPUT', 'Pages of this origin may not call.');
    answerCors(request, response, door.env);
    const { caller, language, address } = await callerOf(door, request);
    if (!caller) throw new Fault('UNAUTHENTICATED', 'Log in first.');
    const asked = askedIn(await readWords(request), request);
    const full = door.connections.refusal(address) ?? (door.connections.mayAdmit(caller) ? undefined : '429 Too Many Requests');
    if (full) return sendFull(door, request, response, Number(full.slice(0, 3)));
    door.callers.assertNotRevoked(caller);
    const wire = new StreamWire(response);
    const connection = new Connection(new LiveSocket(wire, door.metrics), 'sse', address, undefined);
    connection.admit(caller, language);
    door.connections.opened(connection);
    response.once('close', () => door.connections.closed(connection, wire.closedWith === undefined ? 'ended' : String(wire.closedWith)));
    await run(door, request, response, wire, connection, asked);
  } catch (error) {
    refuse(door, request, response, error);
  }
}

async function run(door: StreamDoor, request: IncomingMessage, response: ServerResponse, wire: StreamWire, connection: Connection, asked: SocketOperation): Promise<void> {
  const begun = await door.operations.begin(connection, asked);
  if (!wire.open) return; // gone, or its token is
  // Its own connection, which ends with it; nothing on the way may keep parts back.
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no', connection: 'close' });
  connection.socket.send(':\n\n');
  const pinging = setInterval(() => connection.socket.send(':\n\n'), pingMs);
  response.once('close', () => clearInterval(pinging));
  const say = (errors: readonly GraphQLError[]) => connection.socket.next('', JSON.stringify({ errors }));
  try {
    if (begun.kind === 'refused') say(begun.errors);
    else if (begun.kind === 'other') {
      const writes = getOperationAST(begun.document, begun.operation.operationName)?.operation === 'mutation';
      if (writes && request.method === 'GET') throw new Fault('BAD_INPUT', 'A mutation is sent with POST.');
      connection.socket.next('', JSON.stringify(await inTrace({ name: 'stream operation', kind: 'server' }, undefined, () => door.operations.execute(connection, begun.operation))));
    } else {
      const after = lastEventId(request) ?? begun.subscription.after;
      const watching = new Watching(door, { ...begun.subscription, after }, connection.socket, '');
      response.once('close', () => void watching.return());
      await watching.next();
    }
  } catch (error) {
    say(door.operations.masked(asErrors(error)));
  }
  wire.complete();
}

/** Where a client that comes back says it was: the number of the last event it got. */
function lastEventId({ headers }: IncomingMessage): number | undefined {
  const given = headers['last-event-id'];
  return typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : undefined;
}

function sendFull(door: StreamDoor, request: IncomingMessage, response: ServerResponse, status: number): void {
  door.metrics.connectionsRefused.inc({ transport: 'sse', status: String(status) });
  response.setHeader('retry-after', comeBackSeconds);
  sendErrors(request, response, status, [{ message: `No more live connections now. Try again in ${comeBackSeconds} s.`, extensions: { code: 'TOO_MANY' } }]);
}
