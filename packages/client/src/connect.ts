import { textOf, type TypedDocument } from './document';
import { faultOf, GraphFault, type SentError } from './graph-fault';
import type { Item } from './live-list';
import { Socket } from './socket';
import { Tokens } from './tokens';
import { Watch, type WatchOptions } from './watch';

export interface ConnectOptions {
  /** Fetches a fresh access token; called again before it expires and when it is refused. Left out: anonymous, without live fields. */
  token?: () => Promise<string>;
  /** Of messages and texts; else the person's own. */
  language?: 'sv' | 'en';
  /** Where the platform has none of its own, or another is wanted. */
  fetch?: typeof fetch;
  /** A WebSocket class; Node before 22 has none, give it that of `ws`. */
  webSocket?: unknown;
}

type Values<T> = T extends unknown ? T[keyof T] : never;
type Event<Data> = Exclude<Values<Omit<Data, '__typename'>>, string | null | undefined>;
type Held<V> = V extends readonly (infer Each)[] ? NonNullable<Each> : V;
/** The items of a live field, from what its document answers. */
export type ItemOf<Data> = Extract<Held<Exclude<Values<Extract<Event<Data>, { __typename?: `${string}Snapshot` }>>, null | undefined>>, Item>;

/** The graph as one caller uses it: one address, one token at a time, one socket for everything live. */
export interface GraphClient {
  /** The data of a query or mutation. @throws GraphFault with the code; `data` in it is what came in spite of the errors */
  query<Data = Record<string, unknown>, Variables = Record<string, unknown>>(document: TypedDocument<Data, Variables>, variables?: Variables, options?: { signal?: AbortSignal }): Promise<Data>;
  mutate: GraphClient['query'];
  /** A live field as a list that keeps itself. Close it when it is not shown any more. */
  watch<Data = Record<string, unknown>, Variables = Record<string, unknown>, T extends Item = ItemOf<Data>>(document: TypedDocument<Data, Variables>, variables?: Omit<Variables, 'after'>, options?: WatchOptions<T>): Watch<T>;
  /** Ends everything live. */
  close(): void;
}

/** @param url of the graph, `https://…/graphql` */
export function connect(url: string, options: ConnectOptions = {}): GraphClient {
  const tokens = options.token && new Tokens(options.token);
  const send = options.fetch ?? ((...args: Parameters<typeof fetch>) => fetch(...args)); // a browser's fetch wants its own `this`
  const watches = new Set<{ close(): void }>();
  let socket: Socket | undefined;

  async function ask(query: string, variables: unknown, signal: AbortSignal | undefined, again: boolean): Promise<unknown> {
    const token = await tokens?.get();
    const headers = {
      'content-type': 'application/json', accept: 'application/graphql-response+json, application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }), ...(options.language && { 'accept-language': options.language }),
    };
    const response = await send(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }), ...(signal && { signal }) }).catch((error: unknown) => {
      throw new GraphFault('NO_ANSWER', String(error));
    });
    const { data, errors } = (await response.json().catch(() => ({ errors: [{ message: `the answer (${response.status}) is no JSON` }] }))) as { data?: unknown; errors?: SentError[] };
    if (!errors?.length) return data;
    const fault = faultOf(errors, data ?? null, Number(response.headers.get('retry-after')) || undefined);
    if (fault.code !== 'UNAUTHENTICATED' || token === undefined || !again) throw fault;
    tokens!.refused(token);
    return ask(query, variables, signal, false); // nothing was done for who is not known
  }

  const query: GraphClient['query'] = async (document, variables, { signal } = {}) => (await ask(textOf(document), variables ?? {}, signal, true)) as never;
  return {
    query,
    mutate: query,
    watch(document, variables, watchOptions) {
      if (!tokens) throw new Error('Live fields need a token.');
      socket ??= new Socket({ url: url.replace(/^http/, 'ws'), tokens, language: options.language, webSocket: options.webSocket });
      const watch = new Watch(socket, textOf(document), (variables ?? {}) as Record<string, unknown>, watchOptions ?? {});
      watches.add(watch);
      return watch;
    },
    close() {
      for (const watch of watches) watch.close();
      socket?.close();
    },
  };
}
