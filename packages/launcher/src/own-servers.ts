import { Client } from 'pg';
import { greetingOf } from './nats-server';
import { StartFault } from './start-fault';

const oldestPostgres = 15;

/** Versions of the servers that the environment names; undefined where it names none. */
export interface OwnServers {
  postgres?: string;
  nats?: string;
}

/** Checks the servers that DATABASE_URL and NATS_URL name. Throws StartFault, in one sentence, for the first that will not do. */
export async function checkOwnServers(env: { DATABASE_URL?: string; NATS_URL?: string }): Promise<OwnServers> {
  return {
    ...(env.DATABASE_URL && { postgres: await checkDatabaseUrl(env.DATABASE_URL) }),
    ...(env.NATS_URL && { nats: await checkNatsUrl(env.NATS_URL) }),
  };
}

/** Checks the PostgreSQL that DATABASE_URL names. Answers its version; throws StartFault, in one sentence, when it will not do. */
export async function checkDatabaseUrl(address: string): Promise<string> {
  const url = new URL(address);
  const place = `${url.hostname}:${url.port || 5432}`;
  const client = new Client({ connectionString: address, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (fault) {
    throw new StartFault(whyNot(fault as { code?: string; message: string }, place, url));
  }
  try {
    const { rows } = await client.query<{ version: number; name: string; able: boolean }>(
      `SELECT current_setting('server_version_num')::int / 10000 AS version, current_setting('server_version') AS name,
              (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user) AND has_database_privilege(current_database(), 'CREATE') AS able`);
    const { version, name, able } = rows[0]!;
    if (version < oldestPostgres) throw new StartFault(`DATABASE_URL names PostgreSQL ${name} at ${place}; version ${oldestPostgres} or newer is needed.`);
    if (!able) throw new StartFault(`The user ${url.username} of DATABASE_URL may not create roles and schemas at ${place}; name one who may.`);
    return name;
  } finally {
    await client.end();
  }
}

/** Checks the NATS that NATS_URL names. Answers its version; throws StartFault, in one sentence, when it will not do. */
async function checkNatsUrl(addresses: string): Promise<string> {
  for (const address of addresses.split(',')) {
    const url = new URL(address);
    const greeting = await greetingOf(url.hostname, Number(url.port || 4222));
    if (!greeting) continue;
    if (!greeting.jetstream) throw new StartFault(`The NATS server at ${url.host} runs without JetStream; start it with -js.`);
    return greeting.version;
  }
  throw new StartFault(`NATS_URL names ${addresses}, where no NATS server answers.`);
}

function whyNot(fault: { code?: string; message: string; errors?: { code?: string }[] }, place: string, url: URL): string {
  switch (fault.code ?? fault.errors?.[0]?.code) {
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ETIMEDOUT':
      return `DATABASE_URL names ${place}, where no PostgreSQL answers.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `DATABASE_URL names the host ${url.hostname}, which does not exist.`;
    case '28P01':
    case '28000':
      return `PostgreSQL at ${place} refused the user ${url.username || '(none)'} or the password of DATABASE_URL.`;
    case '3D000':
      return `PostgreSQL at ${place} has no database ${url.pathname.slice(1) || '(none)'}; create it or correct DATABASE_URL.`;
    default:
      return `PostgreSQL at ${place} could not be used: ${fault.message.replace(/\.$/, '')}.`;
  }
}
