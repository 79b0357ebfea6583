import { randomUUID } from 'node:crypto';
import type { GraphQLFormattedError } from 'graphql';
import { Fault, type FaultCode } from './fault';
import type { Log } from './log';

const inputCodes = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE']);
const ourCodes = new Set<string>(['UNAUTHENTICATED', 'BAD_INPUT', 'CONFLICT_RETRY', 'TOO_MANY', 'INTERNAL'] satisfies FaultCode[]);

/**
 * What a caller may see of an error: one of five codes, for BAD_INPUT the paths, for INTERNAL an id for support and nothing else.
 * Values never come back: they may be a patient's words.
 */
export function publicError(formatted: GraphQLFormattedError, original: unknown, log: Log): GraphQLFormattedError {
  const position = { ...(formatted.locations && { locations: formatted.locations }), ...(formatted.path && { path: formatted.path }) };
  const fault = findFault(original);
  const code = fault?.code ?? formatted.extensions?.['code'];
  const variable = /^Variable "\$/.test(formatted.message);
  if (fault && fault.code !== 'INTERNAL' && !variable) {
    return { message: fault.message, ...position, extensions: { code: fault.code, ...(fault.paths.length && { paths: fault.paths }) } };
  }
  if (typeof code === 'string' && (inputCodes.has(code) || (variable && code === 'BAD_INPUT'))) {
    const { message, paths } = withoutValues(formatted.message);
    return { message, ...position, extensions: { code: 'BAD_INPUT', ...(paths.length && { paths }) } };
  }
  if (typeof code === 'string' && ourCodes.has(code) && code !== 'INTERNAL') {
    const paths = formatted.extensions?.['paths'];
    return { message: formatted.message, ...position, extensions: { code, ...(Array.isArray(paths) && { paths }) } };
  }
  const id = (formatted.extensions?.['id'] as string | undefined) ?? randomUUID();
  log.error({ errorId: id, err: original instanceof Error ? original : new Error(formatted.message), path: formatted.path }, 'internal error');
  return { message: 'Something went wrong. Give support this id.', ...position, extensions: { code: 'INTERNAL', id } };
}

function findFault(error: unknown): Fault | undefined {
  for (let e: unknown = error, depth = 0; e instanceof Error && depth < 5; depth++) {
    if (e instanceof Fault) return e;
    e = (e as { originalError?: unknown }).originalError ?? e.cause;
  }
  return undefined;
}

/** graphql-js repeats the offending value in its texts; this keeps the path and the expectation. */
function withoutValues(message: string): { message: string; paths: string[] } {
  const variable = /^Variable "\$(\w+)" got invalid value [\s\S]*?(?: at "([^"]+)")?; ([\s\S]*)$/.exec(message);
  if (variable) {
    const path = (variable[2] ?? variable[1]!).replace(/\[(\d+)\]/g, '.$1');
    return { message: `${path}: ${cut(variable[3]!)}`, paths: [path] };
  }
  const required = /^Variable "\$(\w+)" of (?:required|non-null) type/.exec(message);
  if (required) return { message: cut(message), paths: [required[1]!] };
  return { message: cut(message), paths: [] };
}

function cut(message: string): string {
  return message.replace(/,? found [\s\S]*$/, '.').replace(/(cannot represent [^:]*):[\s\S]*$/, '$1.').replace(/(does not exist in "[^"]*" enum)[\s\S]*/, '$1.').replace(/^Value "[^"]*"/, 'The value');
}
