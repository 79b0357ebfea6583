/** The five codes of the graph, and what this side adds: no answer came, or the socket was closed for good. */
export type FaultCode = 'UNAUTHENTICATED' | 'BAD_INPUT' | 'CONFLICT_RETRY' | 'TOO_MANY' | 'INTERNAL' | 'NO_ANSWER';

/** A GraphQL error as it is sent. */
export interface SentError {
  message: string;
  path?: readonly (string | number)[];
  extensions?: { code?: string; paths?: readonly string[]; id?: string };
}

const codes: ReadonlySet<string> = new Set<FaultCode>(['UNAUTHENTICATED', 'BAD_INPUT', 'CONFLICT_RETRY', 'TOO_MANY', 'INTERNAL']);

/** A bug, an outage or a mistake of the caller; what a careful user can meet is a refusal in the answer instead (API-1). */
export class GraphFault extends Error {
  override readonly name = 'GraphFault';
  /** For BAD_INPUT: which arguments, as `input.clientId`. */
  readonly paths: readonly string[];
  /** For INTERNAL: what to tell support. */
  readonly supportId: string | undefined;

  constructor(readonly code: FaultCode, message: string, readonly errors: readonly SentError[] = [], readonly data: unknown = null, readonly retryAfterSeconds?: number) {
    super(message);
    this.paths = errors.flatMap((error) => error.extensions?.paths ?? []);
    this.supportId = errors.find((error) => error.extensions?.id)?.extensions?.id;
  }

  /** Whether the same request can go well later; nothing was done for CONFLICT_RETRY and TOO_MANY, after the others send again with the same `clientId`. */
  get passing(): boolean {
    return this.code !== 'BAD_INPUT' && this.code !== 'UNAUTHENTICATED';
  }
}

/** The errors of an answer as one fault; `data` is what came in spite of them. */
export function faultOf(errors: readonly SentError[], data: unknown = null, retryAfterSeconds?: number): GraphFault {
  const code = errors[0]?.extensions?.code ?? 'INTERNAL';
  return new GraphFault(codes.has(code) ? (code as FaultCode) : 'INTERNAL', errors[0]?.message ?? 'no answer', errors, data, retryAfterSeconds);
}
