import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { keepCaseKind } from '../operations/keep-relations';
import { openConsultation } from '../operations/open-consultation';

/** Which cases have a conversation, and to whose a work item of kind MESSAGE belongs (VIS-4). A consultation has one of its own, whatever case it is about (CON-1). */
export async function onCaseOpened(tx: Tx, { data, regionId, time, version }: Envelope<'case.opened'>): Promise<void> {
  const { caseId, unitId, kind, linkedCaseId, tags, consultation } = data;
  await keepCaseKind(tx, { caseId, kind, linkedCaseId: kind === 'CONSULTATION' ? null : linkedCaseId, riskOpen: tags.includes('SUICIDE_RISK_FLAGGED') });
  if (!consultation) return;
  await openConsultation(tx, { regionId, caseId, unitId, askedBy: consultation.staffId, askingUnitId: consultation.fromUnitId, aboutCaseId: linkedCaseId, askedAt: new Date(time), version });
}
