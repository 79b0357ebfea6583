import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { keepCaseWaiting } from '../operations/keep-relations';

/** Who waits may say that something has changed; who is being met says it there (BEY-5). */
export async function onCaseMoved(tx: Tx, event: Envelope<'case.started'> | Envelope<'case.released'>): Promise<void> {
  const { caseId, status } = event.data;
  await keepCaseWaiting(tx, event.regionId, caseId, status === 'REQUESTED' || status === 'ACCEPTED');
}
