import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { noteFirstChange } from '../operations/compare-triage';

/** A patient who says that it is worse is no staff member who judged otherwise than triage (BEY-5, BEY-6). */
export async function onCaseReprioritised(tx: Tx, event: Envelope<'case.reprioritised'>): Promise<void> {
  if (event.data.reason === 'RECHECK') return;
  await noteFirstChange(tx, event.data.caseId, event.data.fromRank, event.data.urgencyRank);
}
