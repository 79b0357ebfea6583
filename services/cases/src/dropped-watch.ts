import type { Log } from '@vardgraf/service-kit/log';
import type { Database } from '@vardgraf/service-kit/postgres';
import type { Metrics } from '@vardgraf/service-kit/telemetry';
import { Gauge } from 'prom-client';
import { droppedNow } from './operations/sweep-cases';

/** Counts every so often the cases that nobody has and the clocks that nobody hears (BEY-1): two metrics, and a sentence in the health answer. */
export function startDroppedWatch(o: { db: Database; log: Log; metrics: Metrics; everyMs?: number }): { warnings(): string[]; stop(): Promise<void> } {
  const registers = [o.metrics.registry];
  const withoutOwner = new Gauge({ name: 'vardgraf_cases_without_owner', help: 'Open cases in nobody’s list', registers });
  const withoutClock = new Gauge({ name: 'vardgraf_cases_without_clock', help: 'Open cases at risk whose clock no timer holds', registers });
  let dropped = { withoutOwner: 0, withoutClock: 0 };
  let running: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    try {
      dropped = await droppedNow(o.db);
      withoutOwner.set(dropped.withoutOwner);
      withoutClock.set(dropped.withoutClock);
      if (dropped.withoutOwner > 0) o.log.error(dropped, 'open cases are in nobody’s list');
    } catch (error) {
      o.log.warn({ err: error }, 'dropped cases could not be counted');
    }
  }

  const regular = setInterval(() => void (running = look()), o.everyMs ?? 15_000);
  return {
    warnings: () => [
      ...(dropped.withoutOwner > 0 ? [`${dropped.withoutOwner} open cases are in nobody's list`] : []),
      ...(dropped.withoutClock > 0 ? [`${dropped.withoutClock} cases at risk have a clock that nobody hears`] : []),
    ],
    async stop() {
      clearInterval(regular);
      await running;
    },
  };
}
