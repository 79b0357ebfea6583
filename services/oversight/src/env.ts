import { readEnv, type ServiceEnv, serviceEnv } from '@vardgraf/service-kit/env';

export type OversightEnv = ServiceEnv;

/** Everything oversight reads from the environment. */
export function oversightEnv(source?: NodeJS.ProcessEnv): OversightEnv {
  return readEnv(serviceEnv, source);
}
