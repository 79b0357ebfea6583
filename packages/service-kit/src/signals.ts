/** A change on a live stream, as subscribers of the subject get it. The kit does not look inside. */
export type LiveHint = object;

/** What a commit sets off. All of it only speeds things up: a lost signal costs at most a poll. */
export interface Signals {
  /** Set by the relay while it runs in this process. */
  publishHint: ((subject: string, data: LiveHint) => void) | undefined;
  /** Set by the relay: answers true when it is the active one and has been woken right here. */
  wakeRelay: (() => boolean) | undefined;
  /** Set by the timers: a timer was scheduled for this instant. */
  timerScheduled: ((at: Date) => void) | undefined;
  /** Events are committed: wakes the active relay, wherever it runs. */
  eventsCommitted(): void;
  /** Resolves when no wake-up is on its way. */
  settled(): Promise<void>;
}

/** The channel on which a relay of this service is woken. */
export function wakeChannel(service: string): string {
  return `vardgraf_outbox_${service}`;
}

/**
 * NOTIFY goes out after the commit and never inside it, where it would hold one lock of the whole database until the commit is on disk; and
 * at most one at a time: those that come meanwhile share the next.
 */
export function createSignals(service: string, run: (sql: string, params: unknown[]) => Promise<unknown>): Signals {
  let sending: Promise<void> | undefined;
  let again = false;

  async function send(): Promise<void> {
    do {
      again = false;
      await run('SELECT pg_notify($1, $2)', [wakeChannel(service), '']).catch(() => undefined);
    } while (again);
    sending = undefined;
  }

  const signals: Signals = {
    publishHint: undefined,
    wakeRelay: undefined,
    timerScheduled: undefined,
    eventsCommitted() {
      if (signals.wakeRelay?.()) return;
      if (sending) again = true;
      else sending = send();
    },
    settled: async () => sending,
  };
  return signals;
}
