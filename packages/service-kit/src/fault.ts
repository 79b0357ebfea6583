export type FaultCode = 'UNAUTHENTICATED' | 'BAD_INPUT' | 'CONFLICT_RETRY' | 'TOO_MANY' | 'INTERNAL';

/** A bug, an outage or an attack: becomes a GraphQL error with one of five codes. What a careful user can meet is a typed refusal instead. */
export class Fault extends Error {
  readonly code: FaultCode;
  /** Paths of the arguments at fault, e.g. `input.answers.0.value`; BAD_INPUT only. */
  readonly paths: string[];

  constructor(code: FaultCode, message: string, options: { paths?: string[]; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'Fault';
    this.code = code;
    this.paths = options.paths ?? [];
  }
}

/** Refuses an argument. The sentence says what is expected and never repeats the value. */
export function badInput(path: string, expected: string): Fault {
  return new Fault('BAD_INPUT', `${path}: ${expected}`, { paths: [path] });
}
