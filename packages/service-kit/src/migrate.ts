import { join } from 'node:path';
import { Client } from 'pg';
import { createClock } from './clock-schema';
import { applyFolder, missingFrom } from './migration-files';
import { type Database, read } from './postgres';
import { ensureRoles, ensureSchema, grantRights } from './roles';

export interface ServiceSchema {
  name: string;
  /** Folder of `NNNN-name.sql` files. */
  migrationsDir: string;
}

const kitMigrations = join(__dirname, 'migrations');

/**
 * Brings the database to this code's schema: roles, the clock, and per service the kit's and its own numbered files, each in a
 * transaction of its own, forward only. Safe to run by several at once and again. The admin may create roles and schemas.
 * @param o.production fixes the clock's offset to zero
 * @throws Error naming the file, when one fails or was edited after it was applied
 */
export async function migrate(o: { adminUrl: string; servicePassword: string; services: ServiceSchema[]; production?: boolean }): Promise<void> {
  const admin = new Client({ connectionString: o.adminUrl, application_name: 'vardgraf-migrate' });
  await admin.connect();
  try {
    await admin.query("SELECT pg_advisory_lock(hashtextextended('vardgraf-migrate', 0))");
    await ensureRoles(admin, o.services.map((service) => service.name), o.servicePassword);
    await createClock(admin, o.production ?? false);
    for (const service of o.services) {
      await ensureSchema(admin, service.name);
      await applyFolder(admin, service.name, 'kit', kitMigrations);
      await grantRights(admin, service.name);
      await applyFolder(admin, service.name, 'service', service.migrationsDir);
    }
  } finally {
    await admin.end();
  }
}

/**
 * For a service's start: the schema may be newer than the code (a rolling upgrade), never older.
 * @throws Error naming the migrations that are missing
 */
export async function assertMigrated(db: Database, migrationsDir: string): Promise<void> {
  const [table] = await read<{ known: boolean }>(db, "SELECT to_regclass('applied_migration') IS NOT NULL AS known");
  const applied = table?.known ? await read<{ origin: string; name: string }>(db, 'SELECT origin, name FROM applied_migration') : [];
  const missing = [...missingFrom(applied, 'kit', kitMigrations), ...missingFrom(applied, 'service', migrationsDir)];
  if (missing.length > 0) throw new Error(`The schema of ${db.service} is older than this code: ${missing.join(', ')} not applied. Run the migrations first.`);
}

/** The address under which a service reaches the database as its own login role. */
export function serviceUrl(adminUrl: string, service: string, password: string): string {
  const url = new URL(adminUrl);
  url.username = `vardgraf_${service}`;
  url.password = password;
  return url.toString();
}
