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
