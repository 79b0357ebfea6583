import { Client } from 'pg';
import { isConnectionError } from './postgres-errors';

/** One connection beside the pool: cluster-wide locks live as long as it does, and notices arrive on it. */
export interface Session {
  query<T extends object>(sql: string, params?: unknown[]): Promise<T[]>;
  /** Takes the named lock, or keeps it; false while another process has it. */
  hold(lock: string): Promise<boolean>;
  /** False as soon as the connection is known to be lost. */
  holds(lock: string): boolean;
  letGo(lock: string): Promise<void>;
  /** Hears a channel, also after a reconnect. */
  listen(channel: string, heard: () => void): void;
  close(): Promise<void>;
}

/**
 * Opens on first use and again after a loss. A stopped process (SIGSTOP) keeps its TCP connection alive for ever: the server ends a session
 * that has been silent for 10 s, so its locks pass to another instance; a running holder speaks every 3 s.
 */
export function openSession(o: { url: string; name: string }): Session {
  let opening: Promise<Client> | undefined;
  let closed = false;
  const held = new Set<string>();
  const channels = new Map<string, () => void>();

  async function open(): Promise<Client> {
    const client = new Client({
      connectionString: o.url, application_name: o.name, connectionTimeoutMillis: 2_000, query_timeout: 7_000, statement_timeout: 5_000, lock_timeout: 2_000,
      keepAlive: true, options: '-c idle_session_timeout=10000',
    });
    const lost = () => drop(client);
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', (notice) => channels.get(notice.channel)?.());
    await client.connect();
    for (const channel of channels.keys()) await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
    current = client;
    return client;
  }

  let current: Client | undefined;
  function drop(client: Client): void {
    if (client !== current) return;
    current = undefined;
    opening = undefined;
    held.clear();
    void client.end().catch(() => undefined);
  }

  async function connection(): Promise<Client> {
    if (closed) throw new Error('Client was closed');
    opening ??= open();
    try {
      return await opening;
    } catch (error) {
      opening = undefined;
      throw error;
    }
  }

  /** One statement after another: a client has no queue of its own from pg 9 on. */
  let turn: Promise<unknown> = Promise.resolve();
  function query<T extends object>(sql: string, params: unknown[] = []): Promise<T[]> {
    const mine = turn.then(() => run<T>(sql, params));
    turn = mine.catch(() => undefined);
    return mine;
  }

  async function run<T extends object>(sql: string, params: unknown[]): Promise<T[]> {
    const client = await connection();
    try {
      return (await client.query(sql, params)).rows as T[];
    } catch (error) {
      if (isConnectionError(error)) drop(client);
      throw error;
    }
  }

  const heartbeat = setInterval(() => {
    if (held.size > 0 || channels.size > 0) query('SELECT 1').catch(() => undefined);
  }, 3_000).unref();

  return {
    query,
    async hold(lock) {
      if (held.has(lock)) return true;
      const [row] = await query<{ taken: boolean }>('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken', [lock]);
      if (row?.taken && current) held.add(lock);
      return held.has(lock);
    },
    holds: (lock) => held.has(lock),
    async letGo(lock) {
      if (held.delete(lock)) await query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [lock]).catch(() => undefined);
    },
    listen(channel, heard) {
      channels.set(channel, heard);
      if (current) query(`LISTEN "${channel}"`).catch(() => undefined);
    },
    async close() {
      closed = true;
      clearInterval(heartbeat);
      const client = current ?? (await opening?.catch(() => undefined));
      current = undefined;
      await client?.end().catch(() => undefined);
    },
  };
}
