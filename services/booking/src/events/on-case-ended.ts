import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { followCase } from '../operations/follow-case';

/** The visit is over: its ticket is used. */
export async function onCaseEnded(tx: Tx, event: Envelope<'case.ended'>): Promise<void> {
  await followCase(tx, event.regionId, event.data.caseId, 'ENDED');
}
