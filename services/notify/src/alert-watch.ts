import type { Log } from '@vardgraf/service-kit/log';
import type { Database } from '@vardgraf/service-kit/postgres';
import type { Metrics } from '@vardgraf/service-kit/telemetry';
import { startWatch, type Watch } from '@vardgraf/service-kit/watch';
import { Gauge } from 'prom-client';
import { countAlerts } from './operations/count-alerts';

const [lastHourMs, everyMs] = [3_600_000, 15_000];

/** Counts every so often the units whose alerts reach nobody (NOT-3) and where the alerts of the last hour are (BEY-4): two metrics, and a sentence in the health answer. */
export function startAlertWatch(o: { db: Database; log: Log; metrics: Metrics; everyMs?: number }): Watch {
  const registers = [o.metrics.registry];
  const unreached = new Gauge({ name: 'vardgraf_notify_units_unreached', help: 'Active units whose alerts reach nobody now, by why', labelNames: ['kind'], registers });
  const alerts = new Gauge({ name: 'vardgraf_notify_alerts_last_hour', help: 'Alerts raised in the last hour, by where they are now', labelNames: ['status'], registers });

  async function look(): Promise<string[]> {
    const counted = await countAlerts(o.db, lastHourMs);
    for (const [kind, units] of Object.entries(counted.faults)) unreached.set({ kind }, units);
    for (const [status, count] of Object.entries(counted.alerts)) alerts.set({ status }, count);
    const units = Object.values(counted.faults).reduce((sum, each) => sum + each, 0);
    return units > 0 ? [`the alerts of ${units} units reach nobody`] : [];
  }

  return startWatch({ log: o.log, everyMs: o.everyMs ?? everyMs, look, failed: 'alerts could not be counted' });
}
