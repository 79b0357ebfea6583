import type { Log } from '@vardgraf/service-kit/log';
import type { Database } from '@vardgraf/service-kit/postgres';
import type { Metrics } from '@vardgraf/service-kit/telemetry';
import { startWatch, type Watch } from '@vardgraf/service-kit/watch';
import { Gauge } from 'prom-client';
import { countLostSecrets } from './operations/count-lost-secrets';
import { forgetWebhookEvents } from './operations/forget-webhook-events';
import type { WebhookSeal } from './operations/webhook-seal';

const everyMs = 15_000;

/** Counts every so often the endpoints whose secret cannot be opened (a metric, and a sentence in the health answer), and deletes the events that are no longer kept. @param o.seal undefined: webhooks are off */
export function startWebhookWatch(o: { db: Database; log: Log; metrics: Metrics; seal: WebhookSeal | undefined }): Watch {
  const lost = new Gauge({ name: 'vardgraf_notify_webhook_secrets_lost', help: 'Endpoints of partners whose secret WEBHOOK_KEY_FILE does not open', registers: [o.metrics.registry] });

  async function look(): Promise<string[]> {
    const endpoints = await countLostSecrets(o.db, o.seal);
    lost.set(endpoints);
    await forgetWebhookEvents(o.db);
    return endpoints > 0 ? [`WEBHOOK_KEY_FILE does not open the secrets of ${endpoints} webhook endpoints`] : [];
  }

  return startWatch({ log: o.log, everyMs, look, failed: 'webhooks could not be looked after' });
}
