import type { Metrics } from '@vardgraf/service-kit/telemetry';
import { Counter, Histogram } from 'prom-client';
import type { Channel, NotificationState } from './domain/notification';
import type { Settled } from './domain/webhook-delivery';
import type { Delivered } from './operations/deliver-notification';
import type { Told } from './operations/tell-alarm-system';

export type Counts = ReturnType<typeof createCounts>;

/** What notify counts of its own. Labels are channels, states and answers of ours; nothing of a person, an address or a text. */
export function createCounts({ registry }: Pick<Metrics, 'registry'>) {
  const registers = [registry];
  const deliveries = new Counter({ name: 'vardgraf_notify_deliveries_total', help: 'Tries to send a message, by what it has become: PLANNED again is a retry, FAILED and UNKNOWN are not tried again', labelNames: ['channel', 'outcome'], registers });
  const delay = new Histogram({ name: 'vardgraf_notify_delay_seconds', help: 'From when a message was due until it was with its operator', labelNames: ['channel'], buckets: [1, 5, 15, 60, 300, 900, 3_600], registers });
  const errands = new Counter({ name: 'vardgraf_notify_alarm_errands_total', help: 'What the alarm system was told, by its answer', labelNames: ['errand', 'answer'], registers });
  const webhooks = new Counter({ name: 'vardgraf_notify_webhook_calls_total', help: 'Tries to tell a partner, by what the event has become (PENDING is tried again) and why', labelNames: ['outcome', 'reason'], registers });
  const receipts = new Counter({ name: 'vardgraf_notify_call_backs_total', help: 'What operators told of messages and alarms', labelNames: ['about', 'status'], registers });
  // A series that begins with the first failure has no rise that an alert could see: it begins with none.
  for (const channel of ['SMS', 'EMAIL', 'WEB_PUSH'] as const satisfies Channel[]) {
    delay.zero({ channel });
    for (const outcome of ['SENT', 'PLANNED', 'FAILED', 'UNKNOWN'] as const satisfies NotificationState[]) deliveries.inc({ channel, outcome }, 0);
  }
  return {
    delivered(what: Delivered | undefined): void {
      if (!what) return;
      deliveries.inc({ channel: what.channel, outcome: what.state });
      if (what.state === 'SENT') delay.observe({ channel: what.channel }, Math.max(0, what.afterMs) / 1_000);
    },
    told(what: Told | undefined): void {
      if (what) errands.inc({ errand: what.errand, answer: what.answer });
    },
    toldPartner(what: Settled | undefined): void {
      if (what) webhooks.inc({ outcome: what.state, reason: what.failure ?? 'NONE' });
    },
    calledBack(about: 'message' | 'alarm', status: string): void {
      receipts.inc({ about, status });
    },
  };
}
