import { join } from 'node:path';
import { commonEnv } from '@vardgraf/service-kit/env';
import { z } from 'zod';

/** Variables of the log-in service. */
export const brokerEnv = commonEnv.omit({ JWKS_URL: true, LIVE_JWKS_URL: true }).extend({
  PORT: z.coerce.number().int().min(0).max(65535).default(4030),
  /** Its own public address, which stands in every token. */
  ISSUER: z.url().default('http://localhost:4030'),
  DATABASE_URL: z.url(),
  NATS_URL: z.string().min(1),
  /** The directory's GraphQL address. */
  DIRECTORY_URL: z.url(),
  /** The mapping files of the issuers it sends people to. */
  ISSUERS_DIR: z.string().default(join(__dirname, '..', '..', '..', 'config', 'issuers')),
  /** Registry of partners, services and front ends (JSON). */
  CLIENTS_FILE: z.string(),
  /** Signing keys, common to all log-in services behind one address. */
  KEY_FILE: z.string(),
  /** How often the keys are looked at. */
  KEYS_MS: z.coerce.number().int().positive().default(30_000),
  /** Whether a proxy in front says by x-forwarded-proto that the person came over TLS. */
  BEHIND_PROXY: z.stringbool().default(false),
  /** A log-in nobody uses ends after this many seconds, and the browser alone lets nobody in again; any log-in ends after the other. */
  IDLE_SECONDS: z.coerce.number().int().positive().default(3_600),
  TOTAL_SECONDS: z.coerce.number().int().positive().default(12 * 3_600),
});
export type BrokerEnv = z.infer<typeof brokerEnv>;
