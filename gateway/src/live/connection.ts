import type { Language } from '@vardgraf/service-kit/actor';
import type { Caller } from '../identity/callers';
import { limits } from '../limits/limits';
import { closeCodes, type LiveSocket } from './live-socket';

export type Transport = 'ws' | 'sse';

/** One open connection: who is behind it, until when, and what it has asked. Shared with graphql-ws as the context's `extra`. */
export class Connection {
  caller: Caller | undefined;
  language: Language = 'sv';
  /** False when no answer has come to the last ping. */
  alive = true;
  private expiry: NodeJS.Timeout | undefined;
  private messages = 0;
  private windowEnds = 0;

  constructor(readonly socket: LiveSocket, readonly transport: Transport, readonly address: string, readonly requestLanguage: Language | undefined) {}

  /** From now on the connection is the caller's, until the token expires: then it is closed, and the client comes back with a new one. */
  admit(caller: Caller, language: Language): void {
    this.caller = caller;
    this.language = language;
    const left = caller.expiresAt.getTime() - Date.now();
    this.expiry = setTimeout(() => this.socket.close(closeCodes.forbidden, 'Token expired'), Math.max(0, Math.min(left, 2 ** 31 - 1)));
  }

  /** Counts a message. @returns false when there are too many */
  count(now = Date.now()): boolean {
    if (now > this.windowEnds) {
      this.windowEnds = now + 10_000;
      this.messages = 0;
    }
    this.messages += 1;
    return this.messages <= limits.messagesPerTenSeconds;
  }

  ended(): void {
    clearTimeout(this.expiry);
  }
}
