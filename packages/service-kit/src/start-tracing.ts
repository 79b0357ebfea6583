import type { CommonEnv } from './env';
import { createLog } from './log';
import { traceWith } from './tracing';

/**
 * Begins to trace this process when OTEL_EXPORTER_OTLP_ENDPOINT names a collector; otherwise nothing of OpenTelemetry is even loaded.
 * For main.ts, before anything else is started.
 * @returns ends it: sends what is left, two seconds at most
 */
export async function startTracing(service: string, env: Pick<CommonEnv, 'OTEL_EXPORTER_OTLP_ENDPOINT' | 'LOG_LEVEL'>): Promise<() => Promise<void>> {
  const endpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (!endpoint) return async () => undefined;
  const { openTelemetry } = await import('./open-telemetry');
  const tracer = openTelemetry({ service, endpoint, log: createLog(service, env.LOG_LEVEL) });
  traceWith(tracer);
  let stopped: Promise<void> | undefined;
  return () => {
    traceWith(undefined);
    return (stopped ??= tracer.stop());
  };
}
