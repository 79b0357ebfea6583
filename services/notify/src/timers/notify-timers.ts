import type { DueTimer, TimerHandlers } from '@vardgraf/service-kit/timers';
import { z } from 'zod';
import { attendAlert } from '../operations/attend-alert';
import { attendNotification, type Lanes } from '../operations/attend-notification';
import { attendWebhook } from '../operations/attend-webhook';
import { silenceAlert } from '../operations/silence-alert';
import { timerKinds } from '../operations/timer-kinds';

const payload = z.strictObject({ regionId: z.string(), call: z.number().int().optional() });

/** What happens when a timer of notify comes due; messages and alerts have lanes of their own, so that neither waits for the other's operator. */
export function notifyTimers(lanes: { messages: Lanes; alerts: Lanes; webhooks: Lanes }): TimerHandlers {
  return {
    [timerKinds.attendNotification]: (tx, timer) => attendNotification(tx, lanes.messages, regionOf(timer), timer.aggregateId, payload.parse(timer.payload).call),
    [timerKinds.attendAlert]: (tx, timer) => attendAlert(tx, lanes.alerts, regionOf(timer), timer.aggregateId),
    [timerKinds.attendWebhook]: (tx, timer) => attendWebhook(tx, lanes.webhooks, regionOf(timer), timer.aggregateId),
    [timerKinds.silence]: (tx, timer) => silenceAlert(tx, regionOf(timer), timer.aggregateId),
  };
}

function regionOf(timer: DueTimer): string {
  return payload.parse(timer.payload).regionId;
}
