import { Client } from 'pg';
import { type Database, read } from './postgres';
import type { Tx } from './transaction';

/**
 * The platform's one clock, in milliseconds: PostgreSQL's, plus the offset of tests and demos.
 * Inside a transaction read it after the lock; the answer is the time of asking, and is kept for the rest of the transaction.
 */
export async function readNow(where: Tx | Database): Promise<Date> {
  if ('now' in where) return where.now();
  const [row] = await read<{ now: Date }>(where, 'SELECT vardgraf.now() AS now');
  return row!.now;
}

/**
 * Moves the platform's clock against the machine's, e.g. `'2 hours'` or `'-10 minutes'`; `'0'` puts it right.
 * Timers see it within a second. Refused by the database where production migrated it.
 */
export async function shiftClock(adminUrl: string, offset: string): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query('UPDATE vardgraf.clock_offset SET offset_by = $1::interval', [offset]);
  } finally {
    await admin.end();
  }
}
