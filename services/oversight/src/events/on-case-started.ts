import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { countStart } from '../operations/count-care';

export async function onCaseStarted(tx: Tx, event: Envelope<'case.started'>): Promise<void> {
  const { caseId, waitedSeconds, withinHandlingTime } = event.data;
  await countStart(tx, caseId, { waitedSeconds, inTime: withinHandlingTime === true });
}
