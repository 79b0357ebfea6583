import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { followCase } from '../operations/follow-case';

/** A booked visit that has begun is no longer moved (BOO-4). */
export async function onCaseStarted(tx: Tx, event: Envelope<'case.started'>): Promise<void> {
  await followCase(tx, event.regionId, event.data.caseId, 'STARTED');
}
