import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { countEvent } from '../operations/count-care';

export async function onCaseEscalated(tx: Tx, event: Envelope<'case.escalated'>): Promise<void> {
  await countEvent(tx, event.data.caseId, 'escalations');
}
