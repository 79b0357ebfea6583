import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { keepRisk } from '../operations/keep-relations';

/** Whether suicide risk is open, however it arose: then no conversation of the case ends by itself (SAF-1). */
export async function onSuicideRiskChanged(tx: Tx, { data: { caseId, open }, version }: Envelope<'case.suicide-risk-changed'>): Promise<void> {
  await keepRisk(tx, caseId, open, version);
}
