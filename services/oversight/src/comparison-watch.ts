import type { Log } from '@vardgraf/service-kit/log';
import type { Database } from '@vardgraf/service-kit/postgres';
import type { Metrics } from '@vardgraf/service-kit/telemetry';
import { startWatch, type Watch } from '@vardgraf/service-kit/watch';
import { Gauge } from 'prom-client';
import { underTriageAlarms } from './operations/read-triage-comparison';

/** Looks every so often whether triage is less urgent than it should be (BEY-6): a metric, a line in the log and a sentence in the health answer. */
export function startComparisonWatch(o: { db: Database; log: Log; metrics: Metrics; everyMs?: number }): Watch {
  const gauge = new Gauge({ name: 'vardgraf_oversight_under_triage_alarms', help: 'Versions of triage content whose under-triage has passed what the region bears', registers: [o.metrics.registry] });
  let known = 0;

  async function look(): Promise<string[]> {
    const alarms = await underTriageAlarms(o.db);
    gauge.set(alarms.length);
    if (alarms.length > known) o.log.error({ alarms }, 'under-triage has passed what the region bears');
    known = alarms.length;
    return alarms.map(({ regionId, packId, semver }) => `under-triage of ${packId} ${semver} has passed what ${regionId} bears`);
  }

  return startWatch({ log: o.log, everyMs: o.everyMs ?? 60_000, look, failed: 'triage could not be compared with staff' });
}
