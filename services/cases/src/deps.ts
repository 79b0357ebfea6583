import { join } from 'node:path';
import { type Deps, openServiceDeps } from '@vardgraf/service-kit/deps';
import type { CasesEnv } from './env';
import { caseRow } from './storage/case-row';

export const migrationsDir = join(__dirname, 'storage', 'migrations');

/** Opens the database and the way to NATS. @throws when the database is away or its schema is older than this code */
export function openDeps(env: CasesEnv): Promise<Deps> {
  return openServiceDeps({ service: 'cases', env, migrationsDir, entities: [caseRow] });
}
