import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { countEvent } from '../operations/count-care';

export async function onHandoverRequested(tx: Tx, event: Envelope<'case.handover-requested'>): Promise<void> {
  await countEvent(tx, event.data.caseId, 'handovers');
}
