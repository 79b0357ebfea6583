import { readEnv } from '@vardgraf/service-kit/env';
import { migrate } from '@vardgraf/service-kit/migrate';
import { z } from 'zod';
import { schemas } from './services';

const migrateEnv = z.object({
  /** The admin's address: a role that may create roles and schemas. */
  DATABASE_URL: z.url(),
  SERVICE_PASSWORD: z.string().min(8),
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
});

/** The one-shot of docker-compose.yml: brings the database to this code's schema and ends. */
async function main(): Promise<void> {
  const env = readEnv(migrateEnv);
  await migrate({ adminUrl: env.DATABASE_URL, servicePassword: env.SERVICE_PASSWORD, services: schemas, production: env.NODE_ENV === 'production' });
}

main().catch((fault: unknown) => {
  process.stderr.write(`Error: ${fault instanceof Error ? fault.message : String(fault)}\n`);
  process.exit(1);
});
