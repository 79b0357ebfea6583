import type { Tx } from '@vardgraf/service-kit/transaction';
import { callsAtOnce, type WebhookEndpoint } from '../domain/webhook-endpoint';
import { nextLook } from '../storage/webhook-delivery-store';
import { guardMs, timerKinds } from './timer-kinds';

/** Sets the one timer of a locked endpoint to when there is something to do for it; none while it is not active. @param notBefore when no lane is free, or no call is left in its minute */
export async function wakeEndpoint(tx: Tx, { id, regionId, state }: Pick<WebhookEndpoint, 'id' | 'regionId' | 'state'>, notBefore?: Date): Promise<void> {
  tx.cancelTimers(id, timerKinds.attendWebhook);
  if (state !== 'ACTIVE') return;
  const at = await nextLook(tx, id, callsAtOnce, guardMs);
  if (at) tx.schedule({ kind: timerKinds.attendWebhook, aggregateId: id, dueAt: notBefore && notBefore > at ? notBefore : at, payload: { regionId } });
}
