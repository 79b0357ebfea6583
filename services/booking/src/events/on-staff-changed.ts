import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { keepStaff } from '../operations/keep-relations';

/** Whose times there can be at a unit (BOO-1). */
export async function onStaffChanged(tx: Tx, event: Envelope<'staff.changed'>): Promise<void> {
  const { staffId, commissions, active } = event.data;
  await keepStaff(tx, { staffId, regionId: event.regionId, active, commissions }, event.version);
}
