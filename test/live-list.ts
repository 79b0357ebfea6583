import WebSocket from 'ws';
import { connect, type GraphClient } from '@vardgraf/client/connect';
import type { Item, LiveEvent } from '@vardgraf/client/live-list';
import type { LiveState, Watch } from '@vardgraf/client/watch';
import type { Language } from './client';

/** An event of a live field, as it was sent. */
export type Told = LiveEvent & Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any
export type Row = Item & Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

/** Who watches, and where. */
export interface Viewer {
  graphUrl: string;
  token(): Promise<string>;
  language?: Language;
}

/** A live field as one viewer has it through packages/client, over a line that the test can break: what came, and the list made of it. */
export class LiveList {
  /** What has come so far, over all connections. */
  readonly events: Told[] = [];
  private client: GraphClient | undefined;
  private watch: Watch<Row> | undefined;

  /** @param document with `$after`, so that the list goes on after a broken line */
  constructor(private readonly viewer: Viewer, private readonly document: string, private readonly variables: Record<string, unknown> = {}) {}

  /** Connects, from the last number this viewer has seen if there is one; resolves at the snapshot or a refusal (a reconnect may bring neither). */
  async connect(): Promise<this> {
    const before = this.watch?.state;
    this.client = connect(this.viewer.graphUrl, { token: () => this.viewer.token(), webSocket: WebSocket, ...(this.viewer.language && { language: this.viewer.language }) });
    this.watch = this.client.watch<unknown, Record<string, unknown>, Row>(this.document, this.variables, { onEvent: (event) => this.events.push(event as Told), ...(before?.seq !== undefined && { from: before }) });
    if (before?.seq === undefined) await this.becomes(({ seq, status }) => seq !== undefined || status === 'stopped');
    return this;
  }

  get state(): LiveState<Row> {
    return this.watch!.state;
  }

  get items(): readonly Row[] {
    return this.state.items;
  }

  /** Waits until what has come is so. @throws Error with the last events */
  async heard(test: (events: Told[]) => boolean, withinMs = 30_000): Promise<void> {
    await this.becomes(() => test(this.events), withinMs);
  }

  /** Waits until the list stands so. @throws Error with the last events, also when the field has been refused */
  becomes(test: (state: LiveState<Row>) => boolean, withinMs = 30_000): Promise<void> {
    const watch = this.watch!;
    const late = new Error(); // made here, so that it tells who waited
    return new Promise((resolve, reject) => {
      const end = (why?: string) => {
        clearTimeout(timer);
        ignore();
        if (why === undefined) return resolve();
        late.message = `${why}; ${watch.state.status} ${watch.state.fault?.message ?? ''} ${JSON.stringify(this.events).slice(-600)}`;
        reject(late);
      };
      const look = (): void => {
        if (test(watch.state)) end();
        else if (watch.state.status === 'stopped') end('it has ended');
      };
      const timer = setTimeout(() => end(`not within ${withinMs} ms`), withinMs);
      const ignore = watch.onChange(look);
      look();
    });
  }

  /** Breaks the line; what has come stays. */
  async disconnect(): Promise<void> {
    this.client?.close();
  }
}
