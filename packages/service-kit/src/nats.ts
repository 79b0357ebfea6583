import { setTimeout as sleep } from 'node:timers/promises';
import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { Log } from './log';

/** The way to NATS. It may be away at any time, also at start; nothing here waits for it or throws because of it. */
export interface NatsLink {
  connection(): NatsConnection | undefined;
  js(): JetStreamClient | undefined;
  connected(): boolean;
  /** Fire and forget on core NATS; dropped while disconnected (the reader compares its number every 10 s). */
  publishHint(subject: string, data: object): void;
  /** Messages from now on, whenever there is a connection. What is missed in between is missed. */
  subscribe(subject: string, heard: (data: Uint8Array) => void): () => void;
  /** Called after each connect and reconnect. */
  onConnect(fn: () => void): () => void;
  close(): Promise<void>;
}

/** A server that does not answer pings for 4–6 s (stopped, half-open) counts as gone: hints are dropped and the relay waits. */
const liveness = { pingInterval: 2_000, maxPingOut: 2, timeout: 2_000 };

/** `NATS_URL` may name several servers of a cluster, by commas, with the user in front: nats://user:password@host:4222. */
function serversOf(urls: string): { servers: string[]; user?: string; pass?: string } {
  const parsed = urls.split(',').map((url) => new URL(url.includes('://') ? url.trim() : `nats://${url.trim()}`));
  const { username, password } = parsed[0]!;
  return { servers: parsed.map((url) => url.host), ...(username && { user: decodeURIComponent(username), pass: decodeURIComponent(password) }) };
}

/** Connects in the background and for ever. Waits 300 ms for the first connection, no longer, so that a healthy start is a connected one. */
export async function openNats(o: { url: string; name: string; log: Log }): Promise<NatsLink> {
  const address = serversOf(o.url);
  let connection: NatsConnection | undefined;
  let up = false;
  let closed = false;
  const subscriptions = new Set<{ subject: string; heard: (data: Uint8Array) => void; stop?: () => void }>();
  const connectedHooks = new Set<() => void>();

  function subscribeOn(nc: NatsConnection, entry: { subject: string; heard: (data: Uint8Array) => void; stop?: () => void }): void {
    const subscription = nc.subscribe(entry.subject, { callback: (error, message) => void (error || entry.heard(message.data)) });
    entry.stop = () => subscription.unsubscribe();
  }

  function changed(isUp: boolean): void {
    if (isUp === up) return;
    up = isUp;
    if (!closed) o.log[isUp ? 'info' : 'warn']({ nats: address.servers }, isUp ? 'NATS connected' : 'NATS away');
    if (isUp) for (const fn of connectedHooks) fn();
  }

  async function watch(nc: NatsConnection): Promise<void> {
    for await (const { type } of nc.status()) {
      if (type === 'disconnect') changed(false);
      if (type === 'reconnect') changed(true);
    }
  }

  async function stayConnected(): Promise<void> {
    while (!closed) {
      const nc = await connect({
        ...address, name: o.name, ...liveness, maxReconnectAttempts: -1, reconnectTimeWait: 250, reconnectJitter: 250, ignoreAuthErrorAbort: true,
      }).catch(() => undefined);
      if (!nc) {
        await sleep(300, undefined, { ref: false });
        continue;
      }
      if (closed) return nc.close();
      connection = nc;
      for (const entry of subscriptions) subscribeOn(nc, entry);
      void watch(nc);
      changed(true);
      await nc.closed();
      connection = undefined;
      changed(false);
    }
  }

  void stayConnected();
  for (const deadline = Date.now() + 300; !up && Date.now() < deadline; ) await sleep(10);

  return {
    connection: () => connection,
    js: () => connection && jetstream(connection, { timeout: 2_000 }),
    connected: () => up,
    publishHint(subject, data) {
      if (up) connection?.publish(subject, JSON.stringify(data));
    },
    subscribe(subject, heard) {
      const entry: { subject: string; heard: (data: Uint8Array) => void; stop?: () => void } = { subject, heard };
      subscriptions.add(entry);
      if (connection) subscribeOn(connection, entry);
      return () => {
        subscriptions.delete(entry);
        if (connection && !connection.isClosed()) entry.stop?.();
      };
    },
    onConnect(fn) {
      connectedHooks.add(fn);
      return () => connectedHooks.delete(fn);
    },
    async close() {
      closed = true;
      const nc = connection;
      if (!nc) return;
      if (up) await Promise.race([nc.flush().catch(() => undefined), sleep(500, undefined, { ref: false })]);
      await nc.close();
    },
  };
}
