import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { keepHours } from '../operations/keep-relations';

/** When a unit is open (TRI-7). */
export async function onUnitHoursChanged(tx: Tx, event: Envelope<'unit.hours-changed'>): Promise<void> {
  const { unitId, open, onCall } = event.data;
  await keepHours(tx, { unitId, regionId: event.regionId, open, onCall }, event.version);
}
