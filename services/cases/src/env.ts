import { readEnv, serviceEnv } from '@vardgraf/service-kit/env';
import { z } from 'zod';

const schema = serviceEnv.extend({
  /** directory's GraphQL address; asked once for a patient whom a partner has named and of whom no event has come. Without it such a patient is not found. */
  DIRECTORY_URL: z.url().optional(),
});

export type CasesEnv = z.infer<typeof schema>;

/** Everything cases reads from the environment. */
export function casesEnv(source?: NodeJS.ProcessEnv): CasesEnv {
  return readEnv(schema, source);
}
