import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { endPhase } from '../operations/end-phase';

/** The asynchronous phase is over: its case closes (VIS-4). */
export async function onPhaseEnded(tx: Tx, event: Envelope<'phase.ended'>): Promise<void> {
  await endPhase(tx, event.regionId, event.data.caseId);
}
