import type { FormattedExecutionResult } from 'graphql';
import { backOffMs } from './back-off';
import { faultOf, GraphFault, type SentError } from './graph-fault';
import { apply, type Compare, type Item, type LiveEvent, type LiveList } from './live-list';
import type { Closing, Socket } from './socket';

/** How a live list stands. In `trouble` the items are what was last known, and it is tried on; `stopped` is for good. */
export type LiveStatus = 'connecting' | 'live' | 'trouble' | 'stopped';

/** A new object with every change, so that two can be compared. */
export interface LiveState<T> extends LiveList<T> {
  status: LiveStatus;
  /** What is wrong, in trouble or stopped. */
  fault?: GraphFault;
}

export interface WatchOptions<T> {
  /** The order of the items; without it the snapshot's, and what is added comes last. */
  compare?: Compare<T>;
  /** The last number of an earlier watch, to begin with what has changed since. Needs the items of then. */
  from?: LiveList<T>;
  /** Every event as it comes, before it is applied; also those that tell of no item. */
  onEvent?: (event: LiveEvent) => void;
}

/**
 * A live field as a list: snapshot and changes applied, gaps noticed and asked for anew, resumed by number after a lost socket or an expired token (LIV-1, BEY-13).
 * The document asks for `__typename`, `seq`, `previousSeq`, `kind` and the items' `id`, and takes `$after: Int` to be resumed.
 */
export class Watch<T extends Item> {
  private current: LiveState<T>;
  private readonly listeners = new Set<(state: LiveState<T>) => void>();
  private readonly resumes: boolean;
  private unsubscribe: () => void = () => undefined;
  private pause: ReturnType<typeof setTimeout> | undefined;
  private tries = 0;

  constructor(private readonly socket: Socket, private readonly query: string, private readonly variables: Record<string, unknown>, private readonly options: WatchOptions<T>) {
    this.resumes = /\$after\b/.test(query);
    this.current = { seq: options.from?.seq, items: options.from?.items ?? [], status: 'connecting' };
    socket.opened.add(this.onOpened);
    socket.lost.add(this.onLost);
    this.begin();
    if (socket.isOpen) this.onOpened();
  }

  get state(): LiveState<T> {
    return this.current;
  }

  /** Calls back with every new state. @returns what ends that */
  onChange(listener: (state: LiveState<T>) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  close(): void {
    this.stop();
  }

  private readonly onOpened = (): void => {
    if (this.resumes && this.current.seq !== undefined) this.set({ status: 'live', fault: undefined }); // with nothing new, nothing comes
  };

  private readonly onLost = ({ code, reason }: Closing): void => {
    if (this.current.status === 'stopped') return;
    if (code === 4403 || code === 1000) this.set({ status: 'connecting', fault: undefined });
    else this.set({ status: 'trouble', fault: new GraphFault('NO_ANSWER', `${code} ${reason}`.trim()) });
  };

  private begin(): void {
    // Read anew whenever the subscription is sent, also by graphql-ws after a lost socket.
    const variables = { ...this.variables };
    if (this.resumes) Object.defineProperty(variables, 'after', { enumerable: true, get: () => this.current.seq });
    const ended: () => void = this.socket.subscribe({ query: this.query, variables }, {
      next: (result) => this.unsubscribe === ended && this.receive(result as FormattedExecutionResult),
      error: (error) => this.unsubscribe === ended && this.failed(error),
      complete: () => this.unsubscribe === ended && this.stop(), // that of a subscription which was begun anew says nothing
    });
    this.unsubscribe = ended;
  }

  private anew(): void {
    this.unsubscribe();
    this.current = { ...this.current, seq: undefined };
    this.begin();
  }

  private receive({ data, errors }: FormattedExecutionResult): void {
    const fault = errors?.length ? faultOf(errors as readonly SentError[], data) : undefined;
    const event = data && (Object.values(data).find((value) => typeof value === 'object' && value !== null) as LiveEvent | undefined);
    if (!event) return this.set({ status: 'trouble', fault });
    this.options.onEvent?.(event);
    const applied = apply<T>(this.current, event, this.options.compare);
    if (applied.kind === 'gap') return this.anew();
    this.tries = 0;
    this.set({ ...(applied.kind === 'list' && applied.list), status: fault ? 'trouble' : 'live', fault });
  }

  /** graphql-ws gives up: the graph has refused the operation, or the socket is closed for good. */
  private failed(error: unknown): void {
    const fault = Array.isArray(error) ? faultOf(error as SentError[]) : closedFor(error);
    if (!Array.isArray(error) || !fault.passing) return this.stop(fault);
    this.tries += 1;
    this.set({ status: 'trouble', fault });
    this.pause = setTimeout(() => this.begin(), backOffMs(this.tries, Math.random()));
  }

  private stop(fault?: GraphFault): void {
    if (this.current.status === 'stopped') return;
    clearTimeout(this.pause);
    this.socket.opened.delete(this.onOpened);
    this.socket.lost.delete(this.onLost);
    this.set({ status: 'stopped', fault });
    this.unsubscribe();
  }

  private set(change: Partial<LiveState<T>>): void {
    this.current = { ...this.current, ...change };
    for (const tell of [...this.listeners]) tell(this.current);
  }
}

function closedFor(error: unknown): GraphFault {
  const { code, reason, message } = error as Partial<Closing> & { message?: string };
  if (code === 4403) return new GraphFault('UNAUTHENTICATED', 'new tokens are refused, too: log in again');
  return new GraphFault(code === 4400 ? 'BAD_INPUT' : 'NO_ANSWER', `${code ?? ''} ${reason ?? message ?? ''}`.trim());
}
