import type { Client } from 'pg';

/**
 * Creates vardgraf.now(). STABLE, so that `due_at <= vardgraf.now()` is one index condition and not a call per row; the price is that a
 * statement which had to wait for a lock stamps the time it began, hence: lock first, then `tx.now()`. statement_timestamp() and not now():
 * the transaction may have begun long before its lock came. Whole milliseconds, as timestamptz(3) and JavaScript keep them.
 */
export async function createClock(admin: Client, production: boolean): Promise<void> {
  await admin.query(`
    CREATE SCHEMA IF NOT EXISTS vardgraf;
    REVOKE ALL ON SCHEMA vardgraf FROM PUBLIC;
    GRANT USAGE ON SCHEMA vardgraf TO vardgraf_member;
    CREATE TABLE IF NOT EXISTS vardgraf.clock_offset (
      one       boolean PRIMARY KEY DEFAULT true CHECK (one),
      offset_by interval NOT NULL DEFAULT '0'
    );
    INSERT INTO vardgraf.clock_offset DEFAULT VALUES ON CONFLICT DO NOTHING;
    GRANT SELECT ON vardgraf.clock_offset TO vardgraf_member;
    CREATE OR REPLACE FUNCTION vardgraf.now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$
      SELECT date_trunc('milliseconds', statement_timestamp()) + (SELECT offset_by FROM vardgraf.clock_offset)
    $$;
  `);
  await admin.query('ALTER TABLE vardgraf.clock_offset DROP CONSTRAINT IF EXISTS production_keeps_time');
  if (production) await admin.query("ALTER TABLE vardgraf.clock_offset ADD CONSTRAINT production_keeps_time CHECK (offset_by = interval '0')");
}
