import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { type LiveEvent, queueDocument } from './live-client';

/** A plain reader of an event stream, so that tests see every line, and how it ended. */
export class StreamClient {
  text = '';
  status: number | undefined;
  headers: IncomingMessage['headers'] = {};
  /** How the stream ended: whole, or cut. */
  over: 'ended' | 'cut' | undefined;
  private answer: IncomingMessage | undefined;
  private readonly asking: ClientRequest;

  constructor(url: string, token: string | undefined, body: object, headers: Record<string, string> = {}) {
    this.asking = request(`${url}/graphql`, {
      method: 'POST', agent: false, headers: { accept: 'text/event-stream', 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }), ...headers },
    });
    this.asking.on('response', (answer) => {
      this.answer = answer;
      this.status = answer.statusCode;
      this.headers = answer.headers;
      answer.setEncoding('utf8').on('data', (part: string) => (this.text += part)).on('end', () => (this.over = 'ended')).on('error', () => (this.over ??= 'cut'));
    });
    this.asking.on('error', () => (this.over ??= 'cut'));
    this.asking.end(JSON.stringify(body));
  }

  static queue(url: string, token: string, unitId = 'unit-1', more: { after?: number; query?: string; headers?: Record<string, string> } = {}): StreamClient {
    return new StreamClient(url, token, { query: more.query ?? queueDocument, variables: { unitId, after: more.after } }, more.headers);
  }

  /** What came as `next`, parsed, with the id before it. */
  results(): { id: string | undefined; data?: { liveQueue: LiveEvent } | null; errors?: { message: string; extensions: { code: string } }[] }[] {
    const parts = this.text.split('\n\n').slice(0, -1).map((part) => Object.fromEntries(part.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)])));
    return parts.filter(({ event }) => event === 'next').map(({ id, data }) => ({ id, ...(JSON.parse(data!) as object) }));
  }

  events(): LiveEvent[] {
    return this.results().flatMap(({ data }) => (data ? [data.liveQueue] : []));
  }

  get complete(): boolean {
    return this.text.includes('event: complete\n');
  }

  async until(test: () => boolean, ms = 15_000): Promise<void> {
    for (const deadline = Date.now() + ms; !test(); await new Promise((done) => setTimeout(done, 10))) {
      if (Date.now() > deadline) throw new Error(`not within ${ms} ms; ${this.status} ${this.over} ${this.text.slice(-600)}`);
    }
  }

  async count(events: number, ms?: number): Promise<LiveEvent[]> {
    await this.until(() => this.events().length >= events, ms);
    return this.events();
  }

  pause(): void {
    this.answer!.pause();
    this.answer!.socket.pause();
  }

  resume(): void {
    this.answer!.socket.resume();
    this.answer!.resume();
  }

  async close(): Promise<void> {
    this.asking.destroy();
    await this.until(() => this.over !== undefined);
  }
}
