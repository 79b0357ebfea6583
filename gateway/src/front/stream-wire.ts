import type { ServerResponse } from 'node:http';
import type { LiveWire } from '../live/live-socket';

/** What has not left by then is cut. */
const lastWordsMs = 1_000;

/** The body of one answer as a stream of events (graphql-sse, a connection an operation). A close without `complete` makes clients come back. */
export class StreamWire implements LiveWire {
  /** The code that it was closed with from here. */
  closedWith: number | undefined;

  constructor(private readonly response: ServerResponse) {}

  get open(): boolean {
    return !this.response.writableEnded && !this.response.destroyed;
  }

  get bufferedAmount(): number {
    return this.response.writableLength;
  }

  write(text: string, sent: () => void): void {
    this.response.write(text, sent);
  }

  next(_operationId: string, payload: string, seq: number | undefined): string {
    return `${seq === undefined ? '' : `id: ${seq}\n`}event: next\ndata: ${payload}\n\n`;
  }

  /** The operation is over: nobody needs to come back. */
  complete(): void {
    if (this.open) this.response.end('event: complete\ndata: \n\n');
  }

  /** Says why in a comment, which clients pass over. */
  close(code: number, reason: string): void {
    if (!this.open) return;
    this.closedWith = code;
    this.response.end(`: ${code} ${reason}\n\n`);
    setTimeout(() => this.cut(), lastWordsMs).unref();
  }

  cut(): void {
    this.response.destroy();
  }
}
