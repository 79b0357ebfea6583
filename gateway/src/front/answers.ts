import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import { Fault, type FaultCode } from '@vardgraf/service-kit/fault';
import type { Log } from '@vardgraf/service-kit/log';
import { publicError } from '@vardgraf/service-kit/public-errors';
import { wantsModernJson } from '../graph/apollo';
import { TooMany } from '../limits/rates';

const statusOf: Record<FaultCode, number> = { BAD_INPUT: 400, UNAUTHENTICATED: 401, CONFLICT_RETRY: 409, TOO_MANY: 429, INTERNAL: 500 };

/** Answers a request that never became an operation, as GraphQL over HTTP has it: no data, a status that says whose fault it is. */
export function sendFault(request: IncomingMessage, response: ServerResponse, error: unknown, log: Log): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const status = error instanceof Fault ? statusOf[error.code] : 500;
  if (error instanceof TooMany) response.setHeader('retry-after', error.retryAfterSeconds);
  if (status === 401) response.setHeader('www-authenticate', 'Bearer error="invalid_token"');
  sendErrors(request, response, status, [publicError({ message: 'fault' }, error, log)]);
}

/** Answers with GraphQL errors and no data. */
export function sendErrors(request: IncomingMessage, response: ServerResponse, status: number, errors: readonly (GraphQLError | object)[]): void {
  const type = wantsModernJson(request.headers.accept) ? 'application/graphql-response+json' : 'application/json';
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(JSON.stringify({ errors }));
}

/** Answers a document that is refused as it stands; by GraphQL over HTTP that is a 400 only in the modern media type. */
export function sendRefusals(request: IncomingMessage, response: ServerResponse, errors: readonly object[]): void {
  sendErrors(request, response, wantsModernJson(request.headers.accept) ? 400 : 200, errors);
}
