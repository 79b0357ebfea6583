import type { Tx } from '@vardgraf/service-kit/transaction';
import { unanswered } from '../domain/alert';
import { lockAlert } from '../storage/alert-store';
import { raiseNext } from './raise-alerts';
import { recordAlertMove } from './record-alert-move';

/** The time to acknowledge is over: an alert that nobody has answered is silent, shows on the queue, and the next unit is alerted (BEY-4). */
export async function silenceAlert(tx: Tx, regionId: string, id: string): Promise<void> {
  const a = await lockAlert(tx, regionId, id);
  const status = a && unanswered(a);
  if (!a || !status) return;
  await raiseNext(tx, await recordAlertMove(tx, a, status, { reason: status === 'FAILED' ? 'NOT_REACHED' : 'NOT_ACKNOWLEDGED' }));
}
