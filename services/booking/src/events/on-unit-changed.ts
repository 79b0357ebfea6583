import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { keepUnit } from '../operations/keep-relations';

/** Where tickets may be used, and what is switched off there. */
export async function onUnitChanged(tx: Tx, event: Envelope<'unit.changed'>): Promise<void> {
  const { unitId, kind, locality, cooperatingUnitIds, functionsOff, acceptsOutOfRegion, active } = event.data;
  await keepUnit(tx, event.regionId, { id: unitId, kind, locality, cooperatingUnitIds, functionsOff, acceptsOutOfRegion, active }, event.version);
}
