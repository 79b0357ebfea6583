import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

/**
 * What a test left behind in its database, as sentences: transactions still open, locks still waited for, and, with `published`, events that no
 * relay has handed over. For an `afterEach`; connections that stay open are found by the database's own drop().
 */
export async function leftBehind(adminUrl: string, o: { published?: boolean } = {}): Promise<string[]> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const open = await admin.query<{ who: string }>(
      `SELECT usename || ' (' || state || '): ' || left(query, 80) AS who FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND (state <> 'idle' OR wait_event_type = 'Lock')`,
    );
    const left = open.rows.map(({ who }) => `left open by ${who}`);
    if (o.published) {
      const schemas = await admin.query<{ name: string }>("SELECT table_schema AS name FROM information_schema.tables WHERE table_name = 'relay_mark'");
      for (const { name } of schemas.rows) {
        const waiting = await admin.query(`SELECT 1 FROM "${name}".outbox WHERE position IS NULL OR position > (SELECT published FROM "${name}".relay_mark)`);
        if (waiting.rowCount) left.push(`${waiting.rowCount} events of ${name} are not published`);
      }
    }
    return left;
  } finally {
    await admin.end();
  }
}

/**
 * What of that which is under way now is so still after so long, as sentences: the same transactions, the same events. For a platform that goes on
 * working while its test ends, and never stands still for a moment.
 */
export async function stillBehind(adminUrl: string, withinMs: number): Promise<string[]> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    let left = await underWay(admin);
    for (const deadline = Date.now() + withinMs; left.size > 0 && Date.now() < deadline; await sleep(100)) {
      const now = await underWay(admin);
      left = new Map([...left].filter(([key]) => now.has(key)));
    }
    return [...new Set(left.values())];
  } finally {
    await admin.end();
  }
}

/** Open transactions and unpublished events, each by what it is known, as sentences. */
async function underWay(admin: Client): Promise<Map<string, string>> {
  const open = await admin.query<{ key: string; who: string }>(
    `SELECT pid || ' ' || coalesce(xact_start, query_start)::text AS key, usename || ' (' || state || '): ' || left(query, 80) AS who FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND state <> 'idle'`,
  );
  const found = new Map(open.rows.map(({ key, who }) => [key, `left open by ${who}`]));
  const schemas = await admin.query<{ name: string }>("SELECT table_schema AS name FROM information_schema.tables WHERE table_name = 'relay_mark'");
  for (const { name } of schemas.rows) {
    const waiting = await admin.query<{ id: string }>(`SELECT event_id AS id FROM "${name}".outbox WHERE position IS NULL OR position > (SELECT published FROM "${name}".relay_mark)`);
    for (const { id } of waiting.rows) found.set(id, `events of ${name} are not published`);
  }
  return found;
}
