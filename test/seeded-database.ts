import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { repositoryRoot } from '@vardgraf/launcher/paths';
import { type Service, services, sources } from '@vardgraf/launcher/services';
import type { ServiceEnv } from '@vardgraf/service-kit/env';
import { serviceUrl } from '@vardgraf/service-kit/migrate';
import { Client } from 'pg';
import { adminUrl, freshDatabase, natsUrl, servicePassword } from './infrastructure';

/** A database of one stack, with every schema and the synthetic regions. */
export interface SeededDatabase {
  adminUrl: string;
  url(service: string): string;
  /** Fails when somebody still holds a connection after ten seconds; the database is gone either way. */
  drop(): Promise<void>;
}

export const regionsDir = resolve(repositoryRoot, 'config/regions');

/** Services that have code, in the order they are migrated and seeded. */
export const presentServices: readonly Service[] = services.filter((service) => existsSync(sources(service).main.replace('main.ts', 'start.ts')));

/** Clones the seeded template, which is built once per worker (some seconds; a clone takes 100 ms). */
export async function seededDatabase(): Promise<SeededDatabase> {
  const template = await seededTemplate();
  const name = `stack_${randomBytes(6).toString('hex')}`;
  await asAdmin((admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const address = urlOf(name);
  return {
    adminUrl: address,
    url: (service) => serviceUrl(address, service, servicePassword),
    drop: () => drop(name),
  };
}

async function seededTemplate(): Promise<string> {
  const name = `seeded_${fingerprint()}`;
  const found = await asAdmin((admin) => admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]));
  if (found.rowCount) return name;
  const schemas = presentServices.map((service) => ({ name: service.name, migrationsDir: sources(service).migrationsDir }));
  for (const service of presentServices) if (existsSync(sources(service).seed)) await import(sources(service).seed); // loading blocks: before a connection waits
  const fresh = await freshDatabase(schemas);
  for (const service of presentServices) {
    if (!existsSync(sources(service).seed)) continue;
    const { seed } = (await import(sources(service).seed)) as { seed(env: Partial<ServiceEnv>): Promise<void> };
    await seed({ NODE_ENV: 'test', DATABASE_URL: fresh.url(service.name), NATS_URL: natsUrl(), REGIONS_DIR: regionsDir });
  }
  await untilAlone(databaseOf(fresh.adminUrl));
  await asAdmin((admin) => admin.query(`ALTER DATABASE ${databaseOf(fresh.adminUrl)} RENAME TO ${name}`));
  return name;
}

/** Other code, other configuration or another day: another seed. */
function fingerprint(): string {
  const hash = createHash('sha256').update(new Date().toISOString().slice(0, 10));
  const folders = [regionsDir, ...presentServices.map((service) => resolve(repositoryRoot, 'services', service.name, 'src')), resolve(repositoryRoot, 'packages/service-kit/src')];
  for (const folder of folders) {
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      const { size, mtimeMs } = statSync(join(folder, file));
      hash.update(`${file} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex').slice(0, 16);
}

async function drop(name: string): Promise<void> {
  const left = await untilAlone(name);
  await asAdmin((admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  if (left.length) throw new Error(`${left.length} connections were left open: ${left.join('; ')}`);
}

/** Waits up to ten seconds for the last connection to go, which a busy machine takes its time for; answers whose stay. */
async function untilAlone(name: string): Promise<string[]> {
  for (const deadline = Date.now() + 10_000; ; ) {
    const found = await asAdmin((admin) => admin.query<{ who: string }>(
      `SELECT usename || ': ' || left(query, 80) AS who FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'`, [name]));
    if (found.rowCount === 0 || Date.now() > deadline) return found.rows.map(({ who }) => who);
    await new Promise((done) => setTimeout(done, 25));
  }
}

function urlOf(name: string): string {
  const url = new URL(adminUrl());
  url.pathname = `/${name}`;
  return url.toString();
}

function databaseOf(url: string): string {
  return new URL(url).pathname.slice(1);
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
