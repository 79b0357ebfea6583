import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';

/** The kit's own files and the service's are numbered apart, and recorded in the same table. */
export type Origin = 'kit' | 'service';

/** Applies what is not yet recorded, as the schema's owner, in the order of the numbers. */
export async function applyFolder(admin: Client, service: string, origin: Origin, folder: string): Promise<void> {
  const applied = await admin.query<{ name: string; checksum: string }>(
    `SELECT name, checksum FROM "${service}".applied_migration WHERE origin = $1`, [origin],
  );
  const known = new Map(applied.rows.map((row) => [row.name, row.checksum]));
  for (const file of filesOf(folder)) {
    const sql = readFileSync(join(folder, file), 'utf8');
    const checksum = createHash('sha256').update(sql).digest('hex');
    const before = known.get(file);
    if (before === checksum) continue;
    if (before !== undefined) throw new Error(`${service}: ${file} was edited after it was applied; add a new file instead, or reset the database.`);
    await applyFile(admin, service, { origin, file, sql, checksum });
  }
}

/** Names of files that this code has and the schema has not. */
export function missingFrom(applied: { origin: string; name: string }[], origin: Origin, folder: string): string[] {
  const known = new Set(applied.filter((row) => row.origin === origin).map((row) => row.name));
  return filesOf(folder).filter((file) => !known.has(file));
}

function filesOf(folder: string): string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql')).sort();
  const odd = files.find((file) => !/^\d{4}-[a-z0-9-]+\.sql$/.test(file));
  if (odd) throw new Error(`${join(folder, odd)}: migrations are named NNNN-name.sql`);
  const twice = files.find((file, i) => file.slice(0, 4) === files[i + 1]?.slice(0, 4));
  if (twice) throw new Error(`${join(folder, twice)}: its number is taken twice`);
  return files;
}

async function applyFile(admin: Client, service: string, m: { origin: Origin; file: string; sql: string; checksum: string }): Promise<void> {
  await admin.query('BEGIN');
  try {
    await admin.query(`SET LOCAL ROLE "vardgraf_${service}_owner"`);
    await admin.query(`SET LOCAL search_path TO "${service}", vardgraf`);
    await admin.query(m.sql);
    await admin.query(`INSERT INTO "${service}".applied_migration (origin, name, checksum) VALUES ($1, $2, $3)`, [m.origin, m.file, m.checksum]);
    await admin.query('COMMIT');
  } catch (cause) {
    await admin.query('ROLLBACK');
    throw new Error(`${service}: ${m.file} could not be applied: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
