import WebSocket from 'ws';

/** What a subscription was sent. */
export interface LiveMessage {
  type: string;
  id?: string;
  payload?: {
    data?: { liveQueue: LiveEvent } | null;
    errors?: { message: string; extensions: { code: string } }[];
  } & { message: string; extensions: { code: string } }[];
}

export interface LiveEvent {
  __typename: 'QueueSnapshot' | 'QueueChange';
  seq: number;
  previousSeq?: number;
  kind?: string;
  caseId?: string;
  card?: Record<string, unknown> | null;
  cards?: Record<string, unknown>[];
}

export const queueDocument = `subscription Queue($unitId: ID!, $after: Int) {
  liveQueue(unitId: $unitId, after: $after) {
    __typename
    ... on QueueSnapshot { seq cards { id status priority unit { name } takenBy { name } } }
    ... on QueueChange { seq previousSeq kind caseId card { id status priority unit { name } takenBy { name } } }
  }
}`;

/** A plain speaker of graphql-transport-ws, so that tests see every message and close code. */
export class LiveClient {
  readonly messages: LiveMessage[] = [];
  readonly socket: WebSocket;
  closed: { code: number; reason: string } | undefined;
  private readonly watchers = new Set<() => void>();

  constructor(url: string, protocol: string | string[] = 'graphql-transport-ws', options: WebSocket.ClientOptions = {}) {
    this.socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, protocol, options);
    this.socket.on('message', (text) => {
      this.messages.push(JSON.parse(String(text)) as LiveMessage);
      this.changed();
    });
    this.socket.on('close', (code, reason) => {
      this.closed = { code, reason: String(reason) };
      this.changed();
    });
    this.socket.on('error', () => undefined);
  }

  /** A socket that is let in. */
  static async open(url: string, token: string, payload: Record<string, unknown> = {}): Promise<LiveClient> {
    const client = new LiveClient(url);
    await client.ready();
    client.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}`, ...payload } });
    await client.until(() => client.messages.some((m) => m.type === 'connection_ack') || client.closed !== undefined);
    return client;
  }

  async ready(): Promise<this> {
    if (this.socket.readyState === WebSocket.CONNECTING) await new Promise((done) => this.socket.once('open', done).once('error', done));
    return this;
  }

  /** Bytes go as binary data, everything else as text. */
  send(message: object | string): void {
    this.socket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message));
  }

  watchQueue(unitId = 'unit-1', more: { after?: number; id?: string; query?: string; variables?: Record<string, unknown> } = {}): this {
    this.send({ id: more.id ?? '1', type: 'subscribe', payload: { query: more.query ?? queueDocument, variables: { unitId, after: more.after, ...more.variables } } });
    return this;
  }

  events(id = '1'): LiveEvent[] {
    return this.messages.flatMap((m) => (m.type === 'next' && m.id === id && m.payload?.data ? [m.payload.data.liveQueue] : []));
  }

  /** Waits for a condition on what has come. @throws Error after `ms` */
  until(test: () => boolean, ms = 15_000): Promise<void> {
    const late = new Error(); // made here, so that it tells who waited
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.watchers.delete(look);
        late.message = `not within ${ms} ms; got ${JSON.stringify(this.messages).slice(-600)} ${JSON.stringify(this.closed)}`;
        reject(late);
      }, ms);
      const look = () => {
        if (!test()) return;
        clearTimeout(timer);
        this.watchers.delete(look);
        resolve();
      };
      this.watchers.add(look);
      look();
    });
  }

  /** Waits until that many events have come to the subscription. */
  async count(events: number, id = '1', ms?: number): Promise<LiveEvent[]> {
    await this.until(() => this.events(id).length >= events, ms);
    return this.events(id);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.socket.close();
    await this.until(() => this.closed !== undefined);
  }

  private changed(): void {
    for (const look of [...this.watchers]) look();
  }
}

/** Applies what a subscription was sent, as a client does: the list by id. */
export function applied(events: LiveEvent[]): Map<string, Record<string, unknown>> {
  let list = new Map<string, Record<string, unknown>>();
  for (const event of events) {
    if (event.__typename === 'QueueSnapshot') list = new Map(event.cards!.map((card) => [String(card['id']), card]));
    else if (event.kind === 'REMOVED') list.delete(event.caseId!);
    else list.set(event.caseId!, event.card!);
  }
  return list;
}
