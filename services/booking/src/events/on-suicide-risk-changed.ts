import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { keepRisk } from '../operations/keep-relations';

/** Whether a doctor or psychologist still has to judge the suicide risk of the case (SAF-1). */
export async function onSuicideRiskChanged(tx: Tx, { data: { caseId, patientId, unitId, state }, version }: Envelope<'case.suicide-risk-changed'>): Promise<void> {
  if (patientId !== null) await keepRisk(tx, { caseId, patientId, unitId, state }, version);
}
