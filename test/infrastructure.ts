import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

/** A service by name, with the folder of its numbered SQL files. */
export interface ServiceSchema {
  name: string;
  migrationsDir: string;
}

/** A database of one test file, with every schema asked for and no rows but the migrations'. */
export interface FreshDatabase {
  adminUrl: string;
  /** Address for the service's own login role. */
  url(service: string): string;
  /** Fails when somebody still holds a connection after ten seconds; the database is gone either way. */
  drop(): Promise<void>;
}

/** Password of every service role in tests; the private servers trust local callers anyway. */
export const servicePassword = 'test';

/** Address of this worker's private PostgreSQL, as superuser, database `postgres`. */
export function adminUrl(): string {
  return ofThisWorker('TEST_PG_ADMIN_URLS');
}

/** Address of this worker's private NATS with JetStream. */
export function natsUrl(): string {
  return ofThisWorker('TEST_NATS_URLS');
}

/** Clones a migrated template, which is built once per worker and set of services (about 50 ms a clone). */
export async function freshDatabase(services: ServiceSchema[]): Promise<FreshDatabase> {
  const template = await migratedTemplate(services);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin((admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const { serviceUrl } = await import('@vardgraf/service-kit/migrate');
  const address = databaseUrl(name);
  return {
    adminUrl: address,
    url: (service) => serviceUrl(address, service, servicePassword),
    drop: () => dropDatabase(name),
  };
}

function ofThisWorker(variable: string): string {
  const urls = JSON.parse(process.env[variable] ?? '[]') as string[];
  const url = urls[Number(process.env.JEST_WORKER_ID ?? 1) - 1];
  if (!url) throw new Error(`${variable} names no server for worker ${process.env.JEST_WORKER_ID}: *.test.ts files have none, name the file *.spec.ts`);
  return url;
}

function databaseUrl(name: string): string {
  const url = new URL(adminUrl());
  url.pathname = `/${name}`;
  return url.toString();
}

async function migratedTemplate(services: ServiceSchema[]): Promise<string> {
  const name = `template_${fingerprint(services)}`;
  const exists = await asAdmin((admin) => admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]));
  if (exists.rowCount) return name;
  const { migrate } = await import('@vardgraf/service-kit/migrate');
  await asAdmin((admin) => admin.query(`DROP DATABASE IF EXISTS ${name}_building WITH (FORCE)`));
  await asAdmin((admin) => admin.query(`CREATE DATABASE ${name}_building`));
  await migrate({ adminUrl: databaseUrl(`${name}_building`), servicePassword, services });
  await closed(`${name}_building`);
  await asAdmin((admin) => admin.query(`ALTER DATABASE ${name}_building RENAME TO ${name}`));
  return name;
}

/** Other content, other template: a worker that lives through an edit (jest --watch) must not clone yesterday's schema. */
function fingerprint(services: ServiceSchema[]): string {
  const hash = createHash('sha256');
  for (const { name, migrationsDir } of services) {
    hash.update(`${name}\n`);
    for (const file of readdirSync(migrationsDir).sort()) hash.update(file).update(readFileSync(join(migrationsDir, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

async function dropDatabase(name: string): Promise<void> {
  const left = await closed(name);
  await asAdmin((admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  if (left.length) throw new Error(`${left.length} connections were left open: ${left.join('; ')}`);
}

/** Waits up to ten seconds for the last connection to go, which a busy machine takes its time for; answers what those that stay did last. */
async function closed(name: string): Promise<string[]> {
  for (const deadline = Date.now() + 10_000; ; await sleep(25)) {
    const found = await asAdmin((admin) => admin.query<{ who: string }>(
      `SELECT usename || ': ' || left(query, 80) AS who FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'`, [name]));
    const left = found.rows.map((row) => row.who);
    if (left.length === 0 || Date.now() > deadline) return left;
  }
}

async function asAdmin<T>(work: (admin: Client) => Promise<T>): Promise<T> {
  const admin = new Client({ connectionString: adminUrl() });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
