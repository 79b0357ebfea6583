import type { Log } from '@vardgraf/service-kit/log';
import type { Database } from '@vardgraf/service-kit/postgres';
import type { Metrics } from '@vardgraf/service-kit/telemetry';
import { startWatch, type Watch } from '@vardgraf/service-kit/watch';
import { Gauge } from 'prom-client';
import { droppedNow } from './operations/sweep-cases';

/** Counts every so often the cases that nobody has and the clocks that nobody hears (BEY-1): two metrics, and a sentence in the health answer. */
export function startDroppedWatch(o: { db: Database; log: Log; metrics: Metrics; everyMs?: number }): Watch {
  const registers = [o.metrics.registry];
  const withoutOwner = new Gauge({ name: 'vardgraf_cases_without_owner', help: 'Open cases in nobody’s list', registers });
  const withoutClock = new Gauge({ name: 'vardgraf_cases_without_clock', help: 'Open cases at risk whose clock no timer holds', registers });

  async function look(): Promise<string[]> {
    const dropped = await droppedNow(o.db);
    withoutOwner.set(dropped.withoutOwner);
    withoutClock.set(dropped.withoutClock);
    if (dropped.withoutOwner > 0) o.log.error(dropped, 'open cases are in nobody’s list');
    return [
      ...(dropped.withoutOwner > 0 ? [`${dropped.withoutOwner} open cases are in nobody's list`] : []),
      ...(dropped.withoutClock > 0 ? [`${dropped.withoutClock} cases at risk have a clock that nobody hears`] : []),
    ];
  }

  return startWatch({ log: o.log, everyMs: o.everyMs ?? 15_000, look, failed: 'dropped cases could not be counted' });
}
