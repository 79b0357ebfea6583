import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { sqlState } from './postgres-errors';

/** Everybody's group: may read the clock, and every service's event_feed. */
const member = 'vardgraf_member';

/**
 * Creates the group, and per service an owner (DDL, no login) and a login role (DML). Roles belong to the whole cluster, and the lock
 * of the migration only to one database: whoever meets another's half-done work waits and looks again.
 */
export async function ensureRoles(admin: Client, services: string[], password: string): Promise<void> {
  await settled(() => createRole(admin, member, 'NOLOGIN'));
  for (const service of services) {
    if (!/^[a-z]+$/.test(service)) throw new Error(`A service is named in lower-case letters, not "${service}".`);
    const [owner, login] = [`vardgraf_${service}_owner`, `vardgraf_${service}`];
    await settled(async () => {
      await createRole(admin, owner, 'NOLOGIN');
      await createRole(admin, login, 'LOGIN');
      await admin.query(`ALTER ROLE ${login} PASSWORD ${admin.escapeLiteral(password)}`);
      await admin.query(`ALTER ROLE ${login} SET search_path = ${service}, vardgraf`);
      await admin.query(`ALTER ROLE ${login} SET timezone = 'UTC'`);
      await admin.query(`GRANT ${member} TO ${owner}, ${login}`);
      // A superuser may act as anybody; another admin must be told so.
      await admin.query(`DO $$ BEGIN IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN GRANT ${owner} TO CURRENT_USER; END IF; END $$`);
    });
  }
}

/** The service's schema with its migration record, both the owner's. Runs before any file. */
export async function ensureSchema(admin: Client, service: string): Promise<void> {
  const [owner, login] = [`vardgraf_${service}_owner`, `vardgraf_${service}`];
  await admin.query(`
    CREATE SCHEMA IF NOT EXISTS "${service}" AUTHORIZATION ${owner};
    GRANT USAGE ON SCHEMA "${service}" TO ${login}, ${member};
    ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
    ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA "${service}" GRANT EXECUTE ON FUNCTIONS TO ${login};
    ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA "${service}" GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${login};
    ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA "${service}" GRANT USAGE ON SEQUENCES TO ${login};
    CREATE TABLE IF NOT EXISTS "${service}".applied_migration (
      origin     text NOT NULL,
      name       text NOT NULL,
      checksum   text NOT NULL,
      applied_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY (origin, name)
    );
    ALTER TABLE "${service}".applied_migration OWNER TO ${owner};
    REVOKE ALL ON "${service}".applied_migration FROM ${login};
    GRANT SELECT ON "${service}".applied_migration TO ${login};
  `);
}

/** What differs from the default of a service's own tables: audit is insert-only (AUD-1), the feed is everybody's to read. */
export async function grantRights(admin: Client, service: string): Promise<void> {
  await admin.query(`
    REVOKE UPDATE, DELETE, TRUNCATE ON "${service}".audit FROM vardgraf_${service};
    REVOKE INSERT, UPDATE, DELETE ON "${service}".event_feed FROM vardgraf_${service};
    GRANT SELECT ON "${service}".event_feed TO ${member};
  `);
}

async function createRole(admin: Client, name: string, login: 'LOGIN' | 'NOLOGIN'): Promise<void> {
  await admin.query(`DO $$ BEGIN CREATE ROLE ${name} ${login}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`);
}

/** XX000 is 'tuple concurrently updated': two migrations of two databases altered one role at once. */
async function settled(work: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === 20 || !['XX000', '23505', '42710'].includes(sqlState(error) ?? '')) throw error;
      await sleep(10 + Math.random() * 90);
    }
  }
}
