import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { countNew } from '../operations/count-care';

export async function onCaseOpened(tx: Tx, event: Envelope<'case.opened'>): Promise<void> {
  const { caseId, unitId, priority, kind, entryChannel } = event.data;
  await countNew(tx, { id: caseId, regionId: event.regionId, unitId, priority, kind, source: entryChannel, beganAt: new Date(event.time) }, 'inflow');
}
