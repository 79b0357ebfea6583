import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { copyAlertRaised } from '../operations/copy-facts';

/** The unit's phones ring for the case (NOT-3). */
export async function onAlertRaised(tx: Tx, event: Envelope<'alert.raised'>): Promise<void> {
  const { caseId, alertId, raisedAt } = event.data;
  await copyAlertRaised(tx, event.regionId, caseId, { alertId, raisedAt: new Date(raisedAt), version: event.version });
}
