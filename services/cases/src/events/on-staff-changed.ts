import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { keepStaff } from '../operations/keep-relations';

/** Whose lists there are: the query over cases in nobody's list counts them (SAF-5). */
export async function onStaffChanged(tx: Tx, event: Envelope<'staff.changed'>): Promise<void> {
  const { staffId, commissions, active } = event.data;
  await keepStaff(tx, { staffId, regionId: event.regionId, active, commissions }, event.version);
}
