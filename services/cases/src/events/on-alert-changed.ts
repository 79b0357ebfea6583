import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { copyAlertState } from '../operations/copy-facts';

/** How the alert stands; one that is cleared is none (NOT-3, BEY-4). */
export async function onAlertChanged(tx: Tx, event: Envelope<'alert.changed'>): Promise<void> {
  const { caseId, alertId, status } = event.data;
  await copyAlertState(tx, event.regionId, caseId, { alertId, state: status === 'CLEARED' ? 'NONE' : status, version: event.version });
}
