import { join } from 'node:path';
import { z } from 'zod';
import { type Environment, environments } from './tokens';

/** Variables that every process understands. */
export const commonEnv = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().default('127.0.0.1'),
  /** 0 takes any free port. */
  PORT: z.coerce.number().int().min(0).max(65535).default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ISSUER: z.url().default('http://localhost:4010'),
  JWKS_URL: z.url().default('http://localhost:4010/jwks'),
  /** What this installation is for: only tokens of the same are accepted (DIR-4). Without it: production where NODE_ENV says so, else development. */
  ENVIRONMENT: z.enum(environments).optional(),
  LIVE_JWKS_URL: z.url().default('http://localhost:4000/live-jwks.json'),
  /** Set by the launcher: the process exits when that one is gone. */
  PARENT_PID: z.coerce.number().int().positive().optional(),
  /** Base address of an OpenTelemetry collector (OTLP over HTTP); without it nothing is traced. The standard's other OTEL_* variables hold too. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
});
export type CommonEnv = z.infer<typeof commonEnv>;

/** What the installation is for (DIR-4). */
export function environmentOf(env: Pick<CommonEnv, 'ENVIRONMENT' | 'NODE_ENV'>): Environment {
  return env.ENVIRONMENT ?? (env.NODE_ENV === 'production' ? 'production' : 'development');
}

/** Variables of a service with a database and events. */
export const serviceEnv = commonEnv.extend({
  DATABASE_URL: z.url(),
  NATS_URL: z.string().min(1),
  REGIONS_DIR: z.string().default(join(__dirname, '..', '..', '..', 'config', 'regions')),
});
export type ServiceEnv = z.infer<typeof serviceEnv>;

/** Reads the environment once at start. Every fault is printed, then the process exits with 1. */
export function readEnv<S extends z.ZodType>(schema: S, source: NodeJS.ProcessEnv = process.env): z.infer<S> {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(present);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) process.stderr.write(`${issue.path.join('.')}: ${issue.message}\n`);
  process.exit(1);
}
