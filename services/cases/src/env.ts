import { readEnv, type ServiceEnv, serviceEnv } from '@vardgraf/service-kit/env';

export type CasesEnv = ServiceEnv;

/** Everything cases reads from the environment. */
export function casesEnv(source?: NodeJS.ProcessEnv): CasesEnv {
  return readEnv(serviceEnv, source);
}
