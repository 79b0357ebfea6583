import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { keepUnit } from '../operations/keep-relations';

/** Where matters can go (TRI-6), and what is switched off there. */
export async function onUnitChanged(tx: Tx, event: Envelope<'unit.changed'>): Promise<void> {
  const { unitId, kind, locality, functionsOff, acceptsOutOfRegion, active } = event.data;
  await keepUnit(tx, { id: unitId, regionId: event.regionId, kind, locality, functionsOff, acceptsOutOfRegion, active }, event.version);
}
