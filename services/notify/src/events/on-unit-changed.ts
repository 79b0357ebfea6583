import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { keepUnit } from '../operations/keep-relations';

/** A unit's name stands in messages; its alarm group is where alerts go. */
export async function onUnitChanged(tx: Tx, { regionId, version, data }: Envelope<'unit.changed'>): Promise<void> {
  const { unitId: id, displayName, kind, cooperatingUnitIds, alarmGroupId, active } = data;
  await keepUnit(tx, { id, regionId, displayName, kind, cooperatingUnitIds, alarmGroupId, active }, version);
}
