import { commonEnv, readEnv } from '@vardgraf/service-kit/env';
import { z } from 'zod';

/** Variables of the development identity provider. */
export const identityEnv = commonEnv.pick({ HOST: true, LOG_LEVEL: true, PARENT_PID: true }).extend({
  NODE_ENV: z.enum(['development', 'test'], 'the development identity provider does not start in production').default('development'),
  PORT: z.coerce.number().int().min(0).max(65535).default(4010),
  ISSUER: z.url().default('http://localhost:4010'),
  /** Any address of directory; its origin is asked for the persons one can log in as. */
  DIRECTORY_URL: z.url().default('http://localhost:4001/graphql'),
  /** Where the signing keys are kept between starts; without it each start makes new ones. */
  KEY_FILE: z.string().optional(),
  /** Registry of partners, services and browser clients (JSON). */
  CLIENTS_FILE: z.string().optional(),
});
export type IdentityEnv = z.infer<typeof identityEnv>;

/** The environment, or every fault of it and exit code 1. */
export function env(): IdentityEnv {
  return readEnv(identityEnv);
}
