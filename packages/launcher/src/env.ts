import { resolve } from 'node:path';
import { z } from 'zod';
import { StartFault } from './start-fault';
import { defaultDataDir } from './paths';

const port = z.coerce.number('must be a port number').int('must be a port number').min(1, 'must be a port number').max(65_535, 'must be a port number');

/** A `scheme://` address; zod's own url check would refuse the lists NATS allows. */
const address = (example: string, ...schemes: string[]) =>
  z.string().refine((text) => schemes.some((scheme) => text.startsWith(`${scheme}://`)) && URL.canParse(text.split(',')[0]!), `must look like ${example}`);

const schema = z.object({
  /** Superuser (or a role that may create roles and schemas) on a PostgreSQL of one's own. */
  DATABASE_URL: address('postgres://user:password@host:5432/database', 'postgres', 'postgresql').optional(),
  NATS_URL: address('nats://host:4222', 'nats', 'tls').optional(),
  PORT: port.default(4000),
  IDENTITY_PORT: port.default(4010),
  RECEIVER_PORT: port.default(4020),
  /** Where data, logs and secrets are kept. */
  DATA_DIR: z.string().transform((path) => resolve(path)).default(defaultDataDir),
  /** Password of the services' database roles; a random one is kept in the data folder when absent. */
  SERVICE_PASSWORD: z.string().min(8, 'must have at least 8 characters').optional(),
  NODE_ENV: z.enum(['development', 'test'], 'must be development: npm start runs the development identity provider').default('development'),
});

export interface LauncherEnv extends z.infer<typeof schema> {
  /** What every child inherits before its own variables are added. */
  inherited: NodeJS.ProcessEnv;
}

/** Reads the launcher's environment; throws StartFault naming every variable that is wrong. */
export function launcherEnv(source: NodeJS.ProcessEnv = process.env): LauncherEnv {
  return { ...checked(schema, source), inherited: source };
}

const ofDead = schema.pick({ DATABASE_URL: true, SERVICE_PASSWORD: true, DATA_DIR: true });
export type DeadEnv = z.infer<typeof ofDead>;

/** What `npm run dead` needs, also beside a platform in production; throws StartFault naming every variable that is wrong. */
export function deadEnv(source: NodeJS.ProcessEnv = process.env): DeadEnv {
  return checked(ofDead, source);
}

function checked<S extends z.ZodType>(wanted: S, source: NodeJS.ProcessEnv): z.infer<S> {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = wanted.safeParse(present);
  if (parsed.success) return parsed.data;
  throw new StartFault(`${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}.`);
}
