import type { Log } from '@vardgraf/service-kit/log';
import type { Database } from '@vardgraf/service-kit/postgres';
import type { Metrics } from '@vardgraf/service-kit/telemetry';
import { Gauge } from 'prom-client';
import { underTriageAlarms } from './operations/read-triage-comparison';

/** Looks every so often whether triage is less urgent than it should be (BEY-6): a metric, a line in the log and a sentence in the health answer. */
export function startComparisonWatch(o: { db: Database; log: Log; metrics: Metrics; everyMs?: number }): { warnings(): string[]; stop(): Promise<void> } {
  const gauge = new Gauge({ name: 'vardgraf_oversight_under_triage_alarms', help: 'Versions of triage content whose under-triage has passed what the region bears', registers: [o.metrics.registry] });
  let alarms: Awaited<ReturnType<typeof underTriageAlarms>> = [];
  let running: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    try {
      const known = alarms.length;
      alarms = await underTriageAlarms(o.db);
      gauge.set(alarms.length);
      if (alarms.length > known) o.log.error({ alarms }, 'under-triage has passed what the region bears');
    } catch (error) {
      o.log.warn({ err: error }, 'triage could not be compared with staff');
    }
  }

  const regular = setInterval(() => void (running = look()), o.everyMs ?? 60_000);
  return {
    warnings: () => alarms.map(({ regionId, packId, semver }) => `under-triage of ${packId} ${semver} has passed what ${regionId} bears`),
    async stop() {
      clearInterval(regular);
      await running;
    },
  };
}
