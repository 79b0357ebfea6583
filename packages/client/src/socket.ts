import { type Client, createClient } from 'graphql-ws';
import { backOffMs } from './back-off';
import type { Tokens } from './tokens';

/** Why a socket was closed; the codes are in the gateway's README. */
export interface Closing {
  code: number;
  reason: string;
}

export interface SocketOptions {
  url: string;
  tokens: Tokens;
  language: string | undefined;
  /** A WebSocket class where the platform has none. */
  webSocket: unknown;
}

/** The token is not what the socket was opened for any more. */
const forbidden = 4403;
/** New tokens refused in a row after which the caller is logged out. */
const mostRefused = 3;
/** A connection that lasted so long counts as a good one. */
const lastedMs = 10_000;

/** The one socket of a client: opened with the first subscription and closed with the last, opened again by itself after whatever passes. */
export class Socket {
  readonly opened = new Set<() => void>();
  readonly lost = new Set<(closing: Closing) => void>();
  private readonly client: Client;
  private token = '';
  private openedAt: number | undefined;
  private refused = 0;
  private failures = 0;
  private atOnce = false;
  private over = false;
  private renewal: ReturnType<typeof setTimeout> | undefined;

  constructor({ url, tokens, language, webSocket }: SocketOptions) {
    this.client = createClient({
      // The token is there before the socket is: a gateway waits three seconds for it.
      url: () => tokens.get().then(() => url, () => url),
      ...(webSocket !== undefined && { webSocketImpl: webSocket }),
      connectionParams: async () => {
        this.token = await tokens.get();
        return { authorization: `Bearer ${this.token}`, ...(language !== undefined && { 'accept-language': language }) };
      },
      retryAttempts: Infinity,
      shouldRetry: () => this.refused < mostRefused,
      retryWait: () => new Promise((done) => setTimeout(done, this.atOnce ? 0 : backOffMs(Math.max(1, this.failures), Math.random()))),
      on: {
        connecting: () => {
          this.over = false;
        },
        connected: () => {
          this.openedAt = Date.now();
          this.refused = 0;
          this.renewAhead(tokens);
          for (const tell of this.opened) tell();
        },
        error: () => this.ended(tokens, { code: 1006, reason: 'no connection' }),
        closed: (event) => this.ended(tokens, event as Closing),
      },
    });
  }

  get isOpen(): boolean {
    return this.openedAt !== undefined;
  }

  subscribe: Client['subscribe'] = (payload, sink) => this.client.subscribe(payload, sink);

  close(): void {
    clearTimeout(this.renewal);
    Promise.resolve(this.client.dispose()).catch(() => undefined); // rejects when it was just connecting
  }

  /** The next token is in hand when the gateway closes the socket at the end of this one. */
  private renewAhead(tokens: Tokens): void {
    clearTimeout(this.renewal);
    this.renewal = setTimeout(() => void tokens.get().catch(() => undefined), tokens.leftMs);
    (this.renewal as { unref?: () => void }).unref?.();
  }

  private ended(tokens: Tokens, closing: Closing): void {
    if (this.over) return; // a socket that could not be opened first errs, then closes
    this.over = true;
    const good = this.openedAt !== undefined;
    if (good && Date.now() - this.openedAt! > lastedMs) this.failures = 0;
    this.openedAt = undefined;
    clearTimeout(this.renewal);
    if (closing.code === forbidden) {
      tokens.refused(this.token);
      if (!good) this.refused += 1;
    }
    this.atOnce = closing.code === forbidden && good; // that was the token's time
    if (!this.atOnce && closing.code !== 1000) this.failures += 1;
    for (const tell of this.lost) tell(closing);
  }
}
