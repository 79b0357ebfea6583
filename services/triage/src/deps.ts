import { join } from 'node:path';
import { type Deps, openServiceDeps } from '@vardgraf/service-kit/deps';
import type { TriageEnv } from './env';

export const migrationsDir = join(__dirname, 'storage', 'migrations');

/** Opens the database and the way to NATS. @throws when the database is away or its schema is older than this code */
export function openDeps(env: TriageEnv): Promise<Deps> {
  return openServiceDeps({ service: 'triage', env, migrationsDir });
}
