import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { keepHours } from '../operations/keep-relations';

/** When an answer can be expected (MSG-5). */
export async function onUnitHoursChanged(tx: Tx, { data: { unitId, open }, regionId, version }: Envelope<'unit.hours-changed'>): Promise<void> {
  await keepHours(tx, { unitId, regionId, open }, version);
}
