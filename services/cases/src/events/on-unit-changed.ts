import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { refreshStaffing } from '../operations/refresh-staffing';

/** Who works at a unit decides who sees its cases. */
export async function onUnitChanged(tx: Tx, event: Envelope<'unit.changed'>): Promise<void> {
  const { unitId, kind, staffedRoles, cooperatingUnitIds, functionsOff, active } = event.data;
  await refreshStaffing(tx, { id: unitId, regionId: event.regionId, kind, staffedRoles, cooperatingUnitIds, functionsOff, active }, event.version);
}
