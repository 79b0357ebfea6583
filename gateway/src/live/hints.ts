import { connect, type Msg, type NatsConnection, type Subscription } from '@nats-io/transport-node';
import type { Log } from '@vardgraf/service-kit/log';
import type { GatewayMetrics } from '../metrics';

type Listener = (message: unknown) => void;

interface Subject {
  listeners: Set<Listener>;
  subscription: Subscription | undefined;
}

/**
 * Core NATS as a bell: at most once, no memory. One subscription a subject and process, however many listen. Never makes anybody wait for long:
 * without NATS live queues learn of changes by comparing counters.
 */
export class Hints {
  private readonly subjects = new Map<string, Subject>();
  private readonly reconnected = new Set<() => void>();
  private connection: NatsConnection | undefined;
  private up = false;
  private closed = false;
  private readonly connecting: Promise<void>;

  constructor(url: string, private readonly log: Log, private readonly metrics: GatewayMetrics) {
    this.connecting = this.open(url).catch((error: unknown) => this.log.error({ err: error }, 'hints cannot be listened to'));
  }

  get connected(): boolean {
    return this.up;
  }

  /** Calls back after every time hints may have been lost. */
  onReconnect(tell: () => void): void {
    this.reconnected.add(tell);
  }

  /** @returns resolves when the server knows of the interest (at most half a second later), with a way to stop */
  async listen(subject: string, listener: Listener): Promise<() => void> {
    let entry = this.subjects.get(subject);
    if (!entry) {
      entry = { listeners: new Set(), subscription: undefined };
      this.subjects.set(subject, entry);
      this.subscribe(subject, entry);
      this.metrics.subjects.set(this.subjects.size);
    }
    const { listeners } = entry;
    listeners.add(listener);
    if (this.up) await Promise.race([this.connection!.flush().catch(() => undefined), new Promise((done) => setTimeout(done, 500).unref())]);
    return () => this.leave(subject, listener);
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.connection?.close();
    await Promise.race([this.connecting, new Promise((done) => setTimeout(done, 200).unref())]);
  }

  private leave(subject: string, listener: Listener): void {
    const entry = this.subjects.get(subject);
    entry?.listeners.delete(listener);
    if (!entry || entry.listeners.size > 0) return;
    entry.subscription?.unsubscribe();
    this.subjects.delete(subject);
    this.metrics.subjects.set(this.subjects.size);
  }

  private subscribe(subject: string, entry: Subject): void {
    entry.subscription = this.connection?.subscribe(subject, {
      callback: (error: Error | null, message: Msg) => {
        if (error) return;
        let content: unknown;
        try {
          content = message.json();
        } catch {
          content = undefined;
        }
        for (const listener of [...entry.listeners]) listener(content);
      },
    });
  }

  private async open(url: string): Promise<void> {
    while (!this.closed && !this.connection) {
      try {
        this.connection = await connect({
          servers: url.split(','), name: 'gateway', maxReconnectAttempts: -1, reconnectTimeWait: 250, reconnectJitter: 250, timeout: 2_000, pingInterval: 5_000, maxPingOut: 2,
        });
      } catch {
        await new Promise((done) => setTimeout(done, 500).unref()); // away; it is asked again until it is there
      }
    }
    if (!this.connection) return;
    if (this.closed) return this.connection.close();
    this.setUp(true);
    for (const [subject, entry] of this.subjects) this.subscribe(subject, entry);
    if (this.subjects.size) this.tellReconnected();
    for await (const status of this.connection.status()) {
      if (status.type === 'disconnect') this.setUp(false);
      if (status.type === 'reconnect') {
        this.setUp(true);
        this.tellReconnected();
      }
    }
    this.setUp(false);
  }

  private tellReconnected(): void {
    for (const tell of this.reconnected) tell();
  }

  private setUp(up: boolean): void {
    this.up = up;
    this.metrics.hintsConnected.set(up ? 1 : 0);
    if (!this.closed) this.log.info({ up }, up ? 'hints are listened to' : 'NATS is away');
  }
}
