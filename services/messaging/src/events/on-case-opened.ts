import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { keepCaseKind } from '../operations/keep-relations';

/** Which cases have a conversation, and to whose a work item of kind MESSAGE belongs (VIS-4). */
export async function onCaseOpened(tx: Tx, { data: { caseId, kind, linkedCaseId, tags } }: Envelope<'case.opened'>): Promise<void> {
  await keepCaseKind(tx, { caseId, kind, linkedCaseId, riskOpen: tags.includes('SUICIDE_RISK_FLAGGED') });
}
