import { type Running, startHttp } from '@vardgraf/service-kit/http';
import type { Log } from '@vardgraf/service-kit/log';
import type { GatewayEnv } from '../env';
import type { GatewayMetrics } from '../metrics';
import type { Health, Readiness } from './health';

interface Inside {
  readiness: Readiness;
  metrics: GatewayMetrics;
  /** Every measure as Prometheus reads them. */
  scrape(): Promise<string>;
  log: Log;
}

/** Whether the public door tells measures and reasons as well: on a developer's machine, where there is no other. */
export function publicTellsAll(env: Pick<GatewayEnv, 'METRICS_PORT' | 'NODE_ENV'>): boolean {
  return env.METRICS_PORT === undefined && env.NODE_ENV !== 'production';
}

/** The door for who runs the gateway, at METRICS_PORT: measures, and readiness with its reasons. Undefined without such a port. */
export async function startInsideDoor(env: Pick<GatewayEnv, 'HOST' | 'METRICS_PORT'>, { readiness, metrics, scrape, log }: Inside): Promise<Running | undefined> {
  if (env.METRICS_PORT === undefined) return undefined;
  let last: Health | undefined;
  return startHttp({
    host: env.HOST, port: env.METRICS_PORT, log, routes: {},
    ready: async () => (last = await readiness.look()).reasons,
    warnings: () => last?.warnings ?? [],
    registry: { contentType: metrics.registry.contentType, metrics: scrape },
  });
}
