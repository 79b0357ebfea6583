import { availableParallelism } from 'node:os';
import type { SubgraphName } from '@vardgraf/schema/subgraphs';
import { z } from 'zod';
import { commonEnv } from '@vardgraf/service-kit/env';

// @apollo/gateway phones home unless this stands before its constructor runs; every path to that constructor imports this file.
process.env['APOLLO_TELEMETRY_DISABLED'] = '1';

const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').map((part) => part.trim()).filter(Boolean));

/** What the gateway reads from the environment; times in milliseconds unless the name says otherwise. */
export const gatewayEnv = commonEnv.omit({ LIVE_JWKS_URL: true }).extend({
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  /** Where measures and the reasons of /health/ready are told, apart from the graph. Without it PORT tells them too, in production nobody. */
  METRICS_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  DIRECTORY_URL: z.url().default('http://127.0.0.1:4101/graphql'),
  TRIAGE_URL: z.url().default('http://127.0.0.1:4102/graphql'),
  CASES_URL: z.url().default('http://127.0.0.1:4103/graphql'),
  OVERSIGHT_URL: z.url().default('http://127.0.0.1:4104/graphql'),
  BOOKING_URL: z.url().default('http://127.0.0.1:4105/graphql'),
  MESSAGING_URL: z.url().default('http://127.0.0.1:4106/graphql'),
  NOTIFY_URL: z.url().default('http://127.0.0.1:4107/graphql'),
  NATS_URL: z.string().min(1).default('nats://127.0.0.1:4222'),
  /** Browser origins of other hosts that may call, comma-separated; a page of the gateway's own host always may. */
  ALLOWED_ORIGINS: list,
  /** Number of proxies in front whose x-forwarded-for is believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  /** Operations a minute of one person or partner, and of one address without a token. */
  RATE_PER_MINUTE: z.coerce.number().int().positive().default(3_000),
  RATE_PER_MINUTE_ANONYMOUS: z.coerce.number().int().positive().default(1_200),
  MAX_SOCKETS: z.coerce.number().int().positive().default(10_000),
  MAX_SOCKETS_PER_PERSON: z.coerce.number().int().positive().default(50),
  /** Private ES256 key as JWK, the same for all gateways behind one address; without it each process makes its own. */
  LIVE_SIGNING_KEY: z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as Record<string, string>;
      } catch {
        context.addIssue({ code: 'custom', message: 'not a JWK' });
        return z.NEVER;
      }
    })
    .optional(),
  /** Whether people may send documents that no front end has published; by default enforce in production, log in development. */
  TRUSTED_DOCUMENTS: z.enum(['off', 'log', 'enforce']).optional(),
  /** Documents of further front ends, comma-separated: folders or files of `*.graphql`, or of lists in Apollo's form, `*.json`. */
  TRUSTED_DOCUMENTS_FROM: list,
  /** Keys that change while the gateway runs, in a file that all gateways behind one address share; goes before LIVE_SIGNING_KEY. */
  LIVE_KEY_FILE: z.string().optional(),
  /** The log-in service's list of log-ins that ended lately (its /revoked), asked every REVOCATIONS_MS; messages tell sooner. */
  REVOCATIONS_URL: z.url().optional(),
  REVOCATIONS_MS: z.coerce.number().int().positive().default(10_000),
  /** The supergraph as a file, loaded anew when it changes; without it the one that this version was built with. */
  SUPERGRAPH_FILE: z.string().min(1).optional(),
  /** How often the file is looked at. */
  SUPERGRAPH_LOOK_MS: z.coerce.number().int().positive().default(2_000),
  /** A subgraph that has not answered by then is given up. */
  FETCH_TIMEOUT_MS: z.coerce.number().int().positive().default(8_000),
  /** At shutdown the sockets are closed spread over this time, so that their clients do not come back all at once. */
  DRAIN_MS: z.coerce.number().int().min(0).default(2_000),
  /** Processes that serve one port: a number, or `cores` for one a core. By default `cores` in production, else 1. */
  GATEWAY_WORKERS: z.union([z.literal('cores'), z.coerce.number().int().min(1).max(256)]).optional(),
  /** Set by the supervisor: which of its workers this process is, from 1. */
  GATEWAY_WORKER: z.coerce.number().int().positive().optional(),
  /** How often the numbers of watched units are compared with the counters. */
  RECONCILE_MS: z.coerce.number().int().positive().default(10_000),
});
export type GatewayEnv = z.infer<typeof gatewayEnv>;

/** How many processes shall serve. */
export function workerCount(env: GatewayEnv): number {
  const asked = env.GATEWAY_WORKERS ?? (env.NODE_ENV === 'production' ? 'cores' : 1);
  return asked === 'cores' ? availableParallelism() : asked;
}

/** Where each subgraph answers, by name. */
export function subgraphUrls(env: GatewayEnv): Record<Exclude<SubgraphName, 'live'>, string> {
  return {
    directory: env.DIRECTORY_URL, triage: env.TRIAGE_URL, cases: env.CASES_URL, booking: env.BOOKING_URL, messaging: env.MESSAGING_URL, notify: env.NOTIFY_URL,
    oversight: env.OVERSIGHT_URL,
  };
}
