import { type Dispatcher, Pool } from 'undici';
import { Fault } from '@vardgraf/service-kit/fault';
import { traceHeaders } from '@vardgraf/service-kit/tracing';
import type { FetchContext } from './fetch-context';

export interface SubgraphPoolOptions {
  name: string;
  url: string;
  timeoutMs: number;
  /** Bytes of one answer. */
  maxAnswer?: number;
  connections?: number;
}

/** Requests waiting for a connection; beyond that the subgraph is so far behind that a quick no is kinder. */
const maxWaiting = 2_000;

/** Keep-alive connections to one subgraph. Answers text. What its INTERNAL faults say is for the log: callers get an id only. */
export class SubgraphPool {
  private readonly pool: Pool;
  private readonly path: string;
  private readonly maxAnswer: number;

  constructor(private readonly options: SubgraphPoolOptions) {
    const url = new URL(options.url);
    this.path = url.pathname;
    this.maxAnswer = options.maxAnswer ?? 8 * 1024 * 1024;
    this.pool = new Pool(url.origin, {
      connections: options.connections ?? 32, pipelining: 1, keepAliveTimeout: 30_000, connect: { timeout: 1_000 }, headersTimeout: options.timeoutMs, bodyTimeout: options.timeoutMs,
    });
  }

  /**
   * Posts one GraphQL request. A query whose connection the subgraph closed before answering is asked once more (it was restarted, or dropped an
   * idle connection just then); a mutation never.
   * @param written called when the request is on its way: from then on its answer may be older than what a later caller has written
   * @throws Fault INTERNAL when the subgraph does not answer, TOO_MANY when too many wait for it
   */
  async post(body: string, context: FetchContext, repeatable: boolean, written?: () => void): Promise<string> {
    if (this.pool.stats.queued > maxWaiting) throw new Fault('TOO_MANY', 'Too much is being asked at once. Try again in a moment.');
    try {
      return await this.once(body, context, written);
    } catch (error) {
      if (!repeatable || !closedEarly(error)) throw this.unreachable(error);
      return await this.once(body, context).catch((again: unknown) => {
        throw this.unreachable(again);
      });
    }
  }

  private once(body: string, context: FetchContext, written?: () => void): Promise<string> {
    return new Promise<string>((resolve, reject) => {
      const answer = new Answer(this.maxAnswer, this.options.timeoutMs, resolve, reject, written);
      this.pool.dispatch({ path: this.path, method: 'POST', headers: headersOf(context), body }, answer);
    });
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }

  private unreachable(error: unknown): Fault {
    const { message, code } = error as { message?: string; code?: string };
    return new Fault('INTERNAL', `${this.options.name} did not answer: ${message || code}`, { cause: error });
  }
}

function headersOf(context: FetchContext): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': 'application/json', 'accept-language': context.language, 'x-request-id': context.requestId, ...traceHeaders() };
  if (context.authorization) headers['authorization'] = context.authorization;
  return headers;
}

/** Collects one answer; ends it when it is too large or the whole takes too long (undici's time-outs start anew with every byte). */
class Answer implements Dispatcher.DispatchHandler {
  private readonly chunks: Buffer[] = [];
  private size = 0;
  private status = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly limit: number,
    private readonly timeoutMs: number,
    private readonly resolve: (text: string) => void,
    private readonly reject: (error: Error) => void,
    private readonly written: (() => void) | undefined,
  ) {}

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.timer = setTimeout(() => controller.abort(new Error(`no answer within ${this.timeoutMs} ms`)), this.timeoutMs);
    this.written?.();
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.status = status;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.size += chunk.length;
    if (this.size > this.limit) controller.abort(new Error(`answer larger than ${this.limit} bytes`));
    else this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    clearTimeout(this.timer);
    if (this.status >= 400) this.reject(new Error(`status ${this.status}`));
    else this.resolve(this.chunks.length === 1 ? this.chunks[0]!.toString('utf8') : Buffer.concat(this.chunks).toString('utf8'));
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    clearTimeout(this.timer);
    this.reject(error);
  }
}

function closedEarly(error: unknown): boolean {
  const code = (error as { code?: string }).code;
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE';
}
