import { Registry, collectDefaultMetrics, Counter, Gauge, Histogram } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

/** The measures every service has; one registry a started service, so that several can live in one process. Labels carry ids of code, never of people. */
export function createMetrics(service: string) {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    operations: new Histogram({
      name: 'vardgraf_operation_seconds', help: 'Time of one GraphQL operation', labelNames: ['operation', 'outcome'], buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5], registers,
    }),
    oldestUnpublished: new Gauge({ name: 'vardgraf_outbox_oldest_unpublished_seconds', help: 'Age of the oldest event that NATS has not acknowledged', registers }),
    published: new Counter({ name: 'vardgraf_outbox_published_total', help: 'Events published', registers }),
    consumerLag: new Gauge({ name: 'vardgraf_consumer_lag_events', help: 'Events not yet applied', labelNames: ['source'], registers }),
    consumed: new Counter({ name: 'vardgraf_consumer_applied_total', help: 'Events applied', labelNames: ['source'], registers }),
    deadLetters: new Gauge({ name: 'vardgraf_dead_letters', help: 'Events that could not be applied and wait for a replay', labelNames: ['source'], registers }),
    timersLate: new Gauge({ name: 'vardgraf_timers_late_seconds', help: 'How late the most overdue timer is', registers }),
    timersFired: new Counter({ name: 'vardgraf_timers_fired_total', help: 'Timers fired', labelNames: ['kind'], registers }),
    deadTimers: new Gauge({ name: 'vardgraf_dead_timers', help: 'Timers that failed five times and wait for a person', registers }),
  };
}
