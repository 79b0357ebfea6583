import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { followCase } from '../operations/follow-case';

/** The patient has taken the matter back: the time is free for others, the ticket is used up. */
export async function onCaseWithdrawn(tx: Tx, event: Envelope<'case.withdrawn'>): Promise<void> {
  await followCase(tx, event.regionId, event.data.caseId, 'WITHDRAWN');
}
