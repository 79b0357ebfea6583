import type { Log } from '@vardgraf/service-kit/log';
import type { Database } from '@vardgraf/service-kit/postgres';
import type { Metrics } from '@vardgraf/service-kit/telemetry';
import { Gauge } from 'prom-client';
import { countAwaitedAssignments, countAwaitedCases } from './operations/count-awaited-cases';

/** Counts every so often the accepted sessions that have no case yet: a metric and a sentence in the health answer. */
export function startCaseWatch(o: { db: Database; log: Log; metrics: Metrics; everyMs?: number }): { warnings(): string[]; stop(): Promise<void> } {
  const gauge = new Gauge({ name: 'vardgraf_triage_sessions_without_case', help: 'Accepted sessions whose case does not stand after 30 s', registers: [o.metrics.registry] });
  const assignments = new Gauge({ name: 'vardgraf_triage_sessions_without_assignment', help: 'Sessions that telephone triage finished and has not submitted in 15 minutes', registers: [o.metrics.registry] });
  let [awaited, unsubmitted] = [0, 0];
  let running: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    try {
      awaited = await countAwaitedCases(o.db);
      gauge.set(awaited);
      unsubmitted = await countAwaitedAssignments(o.db);
      assignments.set(unsubmitted);
      if (awaited > 0) o.log.error({ awaited }, 'accepted sessions have no case');
    } catch (error) {
      o.log.warn({ err: error }, 'sessions without a case could not be counted');
    }
  }

  const regular = setInterval(() => void (running = look()), o.everyMs ?? 5_000);
  return {
    warnings: () => [
      ...(awaited > 0 ? [`${awaited} accepted sessions have had no case for 30 s`] : []),
      ...(unsubmitted > 0 ? [`${unsubmitted} sessions wait for telephone triage to submit their assignment`] : []),
    ],
    async stop() {
      clearInterval(regular);
      await running;
    },
  };
}
