import type { Log } from '@vardgraf/service-kit/log';
import type { Database } from '@vardgraf/service-kit/postgres';
import type { Metrics } from '@vardgraf/service-kit/telemetry';
import { startWatch, type Watch } from '@vardgraf/service-kit/watch';
import { Gauge } from 'prom-client';
import { countAwaitedAssignments, countAwaitedCases } from './operations/count-awaited-cases';

/** Counts every so often the accepted sessions that have no case yet: a metric and a sentence in the health answer. */
export function startCaseWatch(o: { db: Database; log: Log; metrics: Metrics; everyMs?: number }): Watch {
  const registers = [o.metrics.registry];
  const withoutCase = new Gauge({ name: 'vardgraf_triage_sessions_without_case', help: 'Accepted sessions whose case does not stand after 30 s', registers });
  const withoutAssignment = new Gauge({ name: 'vardgraf_triage_sessions_without_assignment', help: 'Sessions that telephone triage finished and has not submitted in 15 minutes', registers });

  async function look(): Promise<string[]> {
    const awaited = await countAwaitedCases(o.db);
    withoutCase.set(awaited);
    if (awaited > 0) o.log.error({ awaited }, 'accepted sessions have no case');
    const unsubmitted = await countAwaitedAssignments(o.db);
    withoutAssignment.set(unsubmitted);
    return [
      ...(awaited > 0 ? [`${awaited} accepted sessions have had no case for 30 s`] : []),
      ...(unsubmitted > 0 ? [`${unsubmitted} sessions wait for telephone triage to submit their assignment`] : []),
    ];
  }

  return startWatch({ log: o.log, everyMs: o.everyMs ?? 5_000, look, failed: 'sessions without a case could not be counted' });
}
