import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { noteFirstChange } from '../operations/compare-triage';

export async function onCaseReprioritised(tx: Tx, event: Envelope<'case.reprioritised'>): Promise<void> {
  await noteFirstChange(tx, event.data.caseId, event.data.fromRank, event.data.urgencyRank);
}
