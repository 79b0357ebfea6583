/** Sends a request and says when it has left. */
export type Send = (written: () => void) => Promise<string>;

interface Open {
  answer: Promise<string>;
  /** Those who want to know when the request leaves. */
  told: (() => void)[];
}

/**
 * Equal queries of one scope that come together share one request. They gather for the rest of the current turn of the event loop, and longer
 * while the pool has no free connection; whoever comes after the request has been written gets an own one, because the answer may be older than
 * what that caller has just written.
 */
export class SharedFetches {
  private readonly open = new Map<string, Open>();

  constructor(private readonly saved: () => void) {}

  /** @returns the answer as text: each caller parses its own copy, since the executor writes into what it gets */
  fetch(key: string, send: Send, written?: () => void): Promise<string> {
    const joined = this.open.get(key);
    if (joined) {
      this.saved();
      if (written) joined.told.push(written);
      return joined.answer;
    }
    const close = () => {
      if (this.open.get(key) === entry) this.open.delete(key);
      for (const tell of entry.told.splice(0)) tell();
    };
    const entry: Open = {
      told: written ? [written] : [],
      answer: new Promise<string>((resolve, reject) => {
        setImmediate(() => send(close).finally(close).then(resolve, reject));
      }),
    };
    this.open.set(key, entry);
    return entry.answer;
  }
}
